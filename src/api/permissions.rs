//! Which role may call which method: read from the descriptors, so that the contract says it and nothing else.

use std::collections::HashMap;

use prost_reflect::{DescriptorPool, DynamicMessage, MethodDescriptor, Value};

use super::{convert::values::Wire, wire};
use crate::{
    app::{planted, submission::Caller},
    domain::access::Role,
};

/// What a method needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// The roles that may call it.
    pub roles: Vec<Role>,
    /// Whether only a client of the deployment itself may.
    pub deployment: bool,
    /// Whether a client that may see only a part of the records may call it: it keeps to that part.
    pub narrowed: bool,
}

impl Permission {
    /// Whether a caller has it.
    pub fn is_held_by(&self, caller: &Caller) -> bool {
        let role = self.roles.contains(&caller.role) || planted::is("role-unchecked");
        let home = caller.authority.is_system() || planted::is("deployment-unchecked");
        role && (!self.deployment || home)
    }

    /// Whether the method keeps to the part of the records that a caller may see. One that has no part may call any.
    pub fn keeps_to_part(&self, caller: &Caller) -> bool {
        caller.narrowing.is_none() || self.narrowed || planted::is("narrowed-method-unchecked")
    }
}

/// The permission of every method, by its path: `/redress.v1.StatisticsService/GetReport`.
#[derive(Debug, Clone)]
pub struct Permissions(HashMap<String, Permission>);

/// Why the server does not start.
#[derive(Debug, thiserror::Error)]
pub enum PermissionError {
    /// The descriptors cannot be read.
    #[error("the descriptors cannot be read: {0}")]
    Descriptors(#[from] prost_reflect::DescriptorError),
    /// A method has no permission.
    #[error("{0} has no permission, so nobody can say who may call it")]
    Missing(String),
}

impl Permissions {
    /// Reads the permission of each method of this API.
    ///
    /// # Errors
    /// When a method has none.
    pub fn read(descriptors: &[u8]) -> Result<Self, PermissionError> {
        let pool = DescriptorPool::decode(descriptors)?;
        let mut permissions = HashMap::new();
        let ours = pool
            .services()
            .filter(|service| service.package_name() == "redress.v1");
        for method in ours.flat_map(|service| service.methods().collect::<Vec<_>>()) {
            let path = format!("/{}/{}", method.parent_service().full_name(), method.name());
            let permission =
                permission(&pool, &method).ok_or_else(|| PermissionError::Missing(path.clone()))?;
            permissions.insert(path, permission);
        }
        Ok(Self(permissions))
    }

    /// The permission of the method at a path; none if it is not a method of this API.
    pub fn of(&self, path: &str) -> Option<&Permission> {
        self.0.get(path)
    }

    /// Every method with its permission.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Permission)> {
        self.0
            .iter()
            .map(|(path, permission)| (path.as_str(), permission))
    }
}

fn permission(pool: &DescriptorPool, method: &MethodDescriptor) -> Option<Permission> {
    let extension = pool.get_extension_by_name("redress.v1.permission")?;
    let options = method.options();
    if !options.has_extension(&extension) {
        return None;
    }
    let value = options.get_extension(&extension);
    let message: &DynamicMessage = value.as_message()?;
    let roles = message.get_field_by_name("roles")?;
    let numbers = roles.as_list()?.iter().filter_map(Value::as_enum_number);
    let roles: Vec<Role> = numbers.map(Role::from_wire).collect::<Option<_>>()?;
    let deployment = message.get_field_by_name("deployment")?.as_bool()?;
    let narrowed = message.get_field_by_name("narrowed")?.as_bool()?;
    (!roles.is_empty()).then_some(Permission {
        roles,
        deployment,
        narrowed,
    })
}

/// The permissions of this build's contract.
///
/// # Errors
/// When a method has none.
pub fn permissions() -> Result<Permissions, PermissionError> {
    Permissions::read(wire::DESCRIPTORS)
}

#[cfg(test)]
mod tests {
    use prost::Message;
    use prost_types::FileDescriptorSet;

    use super::*;

    #[test]
    fn every_method_has_a_permission() {
        let permissions = permissions().expect("a permission for each method");
        assert!(permissions.all().count() >= 30);
        let register = permissions.of("/redress.v1.RepresentationsService/RegisterRepresentation");
        assert_eq!(
            register.map(|permission| permission.roles.clone()),
            Some(vec![Role::Intake, Role::Officer])
        );
    }

    #[test]
    fn a_method_without_a_permission_stops_the_start() {
        // prost drops options that it does not know, which makes a contract without any permission.
        let stripped = FileDescriptorSet::decode(wire::DESCRIPTORS)
            .expect("descriptors")
            .encode_to_vec();
        assert!(matches!(
            Permissions::read(&stripped),
            Err(PermissionError::Missing(_))
        ));
    }
}
