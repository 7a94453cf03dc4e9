// node check.mjs SCREENSHOTS PAGE...: runs axe-core's rules for WCAG 2.2 A and AA and its best practice over each page
// in headless Chromium, light and dark, wide and narrow; looks for anything that needs the page to be scrolled sideways;
// and takes pictures of it at a desktop's width, a phone's, at 400 % zoom and in print. Exits 1 if anything is wrong.
//
// Automatic rules do not prove that a page is accessible. They find what they can; the pictures are for people.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import puppeteer from 'puppeteer-core'
import axe from 'axe-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
// 320 CSS pixels is a screen of 1280 at 400 % (WCAG 1.4.10, reflow).
const VIEWS = [
  { name: 'desktop', width: 1280, height: 900, scheme: 'light', scale: 1 },
  { name: 'dark', width: 1280, height: 900, scheme: 'dark', scale: 1 },
  { name: 'phone', width: 390, height: 844, scheme: 'light', scale: 2 },
  { name: 'zoom-400', width: 320, height: 256, scheme: 'light', scale: 4 },
]
// A picture of a long page is cut here.
const PICTURE_HEIGHT_MAX = 9000

const [screenshots, ...files] = process.argv.slice(2)
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
})
let wrong = 0

function complain(file, view, text) {
  wrong += 1
  console.log(`${file} (${view}): ${text}`)
}

async function check(file) {
  const page = await browser.newPage()
  const requests = []
  page.on('request', (request) => requests.push(request.url()))
  const name = basename(dirname(file))
  let passed = 0
  for (const view of VIEWS) {
    await page.setViewport({ width: view.width, height: view.height, deviceScaleFactor: view.scale })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: view.scheme }])
    // The page forbids scripts, axe-core's too, so it is shown without that rule.
    await page.setBypassCSP(true)
    await page.setContent(readFileSync(file, 'utf8'), { waitUntil: 'load' })
    await page.evaluate(axe.source)
    const found = await page.evaluate((rules) => axe.run({ runOnly: rules }), RULES)
    for (const rule of found.violations) {
      const where = rule.nodes.slice(0, 3).map((node) => node.target.join(' ')).join('; ')
      complain(file, view.name, `${rule.id} (${rule.impact}) x${rule.nodes.length}: ${rule.help}: ${where}`)
    }
    for (const rule of found.incomplete) {
      console.log(`${file} (${view.name}): to look at: ${rule.id} x${rule.nodes.length}: ${rule.nodes[0].target.join(' ')}`)
    }
    passed = found.passes.length
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) complain(file, view.name, `the page is ${wide} pixels too wide`)
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.screenshot({
      path: join(screenshots, `${name}-${view.name}.png`),
      clip: { x: 0, y: 0, width: view.width, height: Math.min(height, PICTURE_HEIGHT_MAX / view.scale) },
      captureBeyondViewport: true,
    })
  }
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }])
  writeFileSync(join(screenshots, `${name}-print.pdf`), await page.pdf({ preferCSSPageSize: true, printBackground: false }))
  const asked = requests.filter((url) => !url.startsWith('data:') && url !== 'about:blank')
  if (asked.length > 0) complain(file, 'all', `asks for ${asked[0]}`)
  await page.close()
  console.log(`${file}: ${VIEWS.length} views, ${passed} rules passed`)
}

for (const file of files) await check(file)
await browser.close()
console.log(`${files.length} pages, ${wrong} wrong`)
process.exit(wrong ? 1 : 0)
