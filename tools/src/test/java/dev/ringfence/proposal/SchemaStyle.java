package dev.ringfence.proposal;

import java.util.List;
import java.util.Set;

/** A schema as somebody might have it, and what is to come of it. */
enum SchemaStyle {
  ORGANIZATIONS(
      "organizations",
      new Choices(Set.of("shop"), List.of(), List.of(), Set.of()),
      List.of("shop.customers", "shop.orders", "shop.organizations", "shop.tickets"),
      List.of("my_customer", "list_orders", "count_orders", "list_tickets", "count_tickets")),

  ACCOUNTS(
      "accounts",
      new Choices(Set.of("public"), List.of(), List.of(), Set.of()),
      List.of(
          "public.accounts",
          "public.articles",
          "public.bookings",
          "public.invoices",
          "public.transfers",
          "public.users"),
      List.of("my_user", "list_invoices", "count_invoices", "list_bookings", "count_bookings")) {
    @Override
    void enterIds(OwnDatabase own) {
      own.enterIds("1", "2", "11", "12", "13");
    }
  },

  WORKSPACES(
      "workspaces",
      new Choices(Set.of("public"), List.of(), List.of(), Set.of()),
      List.of("public.Project", "public.Task", "public.User", "public.Workspace"),
      List.of("my_user", "list_project", "count_project", "list_task", "count_task")) {
    @Override
    void enterIds(OwnDatabase own) {
      own.enterIds("w-acme", "w-globex", "u-ana", "u-ben", "u-gil");
    }
  },

  STRIPE(
      "stripe",
      new Choices(Set.of("stripe"), List.of(), List.of(), Set.of()),
      List.of(
          "stripe.accounts",
          "stripe.charges",
          "stripe.customers",
          "stripe.invoices",
          "stripe.subscriptions"),
      List.of("my_customer", "list_invoices", "list_charges", "list_subscriptions")) {
    @Override
    void enterIds(OwnDatabase own) {
      own.enterIds("acct_a", "acct_g", "cus_ana", "cus_ben", "cus_gil");
    }
  },

  SUPABASE(
      "supabase",
      new Choices(Set.of("public"), List.of(), List.of(), Set.of()),
      List.of("public.profiles", "public.team_members", "public.teams", "public.todos"),
      List.of("my_profile", "list_todos", "count_todos")) {
    /** A policy without TO lets everybody in, the service too; `protect` asks for this. */
    @Override
    void narrow(OwnDatabase own) {
      own.database.execute(
          "ALTER POLICY \"Individuals can see their own todos\" ON public.todos TO authenticated_of_tests");
    }
  };

  final String resource;
  final Choices choices;

  /** What can be brought inside. */
  final List<String> tables;

  /** Tools of customers that need no argument and show each of them a row of their own. */
  final List<String> tools;

  SchemaStyle(String resource, Choices choices, List<String> tables, List<String> tools) {
    this.resource = resource;
    this.choices = choices;
    this.tables = tables;
    this.tools = tools;
  }

  OwnDatabase create() {
    OwnDatabase own = OwnDatabase.of(resource);
    enterIds(own);
    return own;
  }

  void enterIds(OwnDatabase own) {}

  void narrow(OwnDatabase own) {}
}
