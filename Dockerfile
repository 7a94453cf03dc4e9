# The server in an image without a shell, a package manager or root.
#
# It keeps everything under /data and writes nowhere else, so it runs with a read-only root file system:
#
#   docker build --tag redress .
#   docker run --read-only --volume redress-data:/data redress

FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
# The caches keep a rebuild short. The binary is copied out because a cache is not part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    scripts/release-build \
    && cp target/release/redress /usr/local/bin/redress
# A volume takes its first owner from the folder that it covers, and the next stage has no mkdir.
RUN mkdir /empty

# glibc and libgcc are all that the binary links to; SQLite and the TLS stack are inside it. Same Debian as
# above, so the same glibc.
FROM gcr.io/distroless/cc-debian12:nonroot
COPY --from=build /usr/local/bin/redress /usr/local/bin/redress
COPY --from=build --chown=nonroot:nonroot /empty /data
WORKDIR /data
VOLUME /data
USER nonroot:nonroot
# The binary asks itself: the image has no shell and no curl.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["/usr/local/bin/redress", "health"]
# SIGTERM starts the drain.
STOPSIGNAL SIGTERM
ENV REDRESS_DATA=/data
ENTRYPOINT ["/usr/local/bin/redress"]
CMD ["serve"]
