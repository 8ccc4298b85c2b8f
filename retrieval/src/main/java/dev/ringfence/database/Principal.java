package dev.ringfence.database;

import java.util.UUID;

/**
 * Somebody who was verified, within one tenant: the first argument of whatever reaches data.
 * Nothing but a verified token and a row of the database makes one in the running service.
 */
public sealed interface Principal {
  UUID tenant();

  /** The person or session inside the tenant: what owns conversations and, of a customer, rows. */
  UUID subject();

  Role role();

  /** An anonymous visitor of a site: the tenant's public documents, and this session. */
  record Visitor(UUID tenant, UUID session) implements Principal {
    @Override
    public UUID subject() {
      return session;
    }

    @Override
    public Role role() {
      return Role.VISITOR;
    }
  }

  /** A signed-in customer of the tenant: their own rows. */
  record Customer(UUID tenant, UUID customer) implements Principal {
    @Override
    public UUID subject() {
      return customer;
    }

    @Override
    public Role role() {
      return Role.CUSTOMER;
    }
  }

  /** A member of the tenant's staff: the tenant's rows, and no other's. */
  record Staff(UUID tenant, UUID member) implements Principal {
    @Override
    public UUID subject() {
      return member;
    }

    @Override
    public Role role() {
      return Role.STAFF;
    }
  }
}
