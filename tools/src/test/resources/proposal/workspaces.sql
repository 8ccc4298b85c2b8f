-- Names in camel case and text keys, as an object mapper of JavaScript makes them.
CREATE TABLE "Workspace" (id text PRIMARY KEY, name text NOT NULL, "apiKey" text);
CREATE TABLE "User" (
  id text PRIMARY KEY, "workspaceId" text NOT NULL REFERENCES "Workspace" (id), name text, email text, "avatarUrl" text);
CREATE TABLE "Project" (
  id text PRIMARY KEY, "workspaceId" text NOT NULL REFERENCES "Workspace" (id), "userId" text NOT NULL REFERENCES "User" (id),
  title text NOT NULL, "order" integer NOT NULL, "createdAt" timestamp(3) NOT NULL DEFAULT now(), "archivedAt" timestamp(3));
CREATE TABLE "Task" (
  id text PRIMARY KEY, "workspaceId" text NOT NULL REFERENCES "Workspace" (id), "userId" text NOT NULL REFERENCES "User" (id),
  "projectId" text NOT NULL REFERENCES "Project" (id), title text NOT NULL, status text NOT NULL, "dueDate" date, minutes integer);
CREATE TABLE "Session" (id text PRIMARY KEY, "userId" text NOT NULL REFERENCES "User" (id), token text NOT NULL);
CREATE TABLE "_prisma_migrations" (id text PRIMARY KEY);
INSERT INTO "Workspace" VALUES ('w-acme', 'Acme', 'k'), ('w-globex', 'Globex', 'k');
INSERT INTO "User" VALUES ('u-ana', 'w-acme', 'Ana', 'ana@acme.example', 'of-ana'), ('u-ben', 'w-acme', 'Ben', 'ben@acme.example', 'of-ben'),
  ('u-gil', 'w-globex', 'Gil', 'gil@globex.example', 'of-gil');
INSERT INTO "Project" SELECT 'p-' || u.id, u."workspaceId", u.id, u."avatarUrl", 1 FROM "User" AS u;
INSERT INTO "Task" SELECT 't-' || n || u.id, u."workspaceId", u.id, 'p-' || u.id, u."avatarUrl" || n, 'todo', date '2026-05-01' + n, n
  FROM "User" AS u, generate_series(1, 4) AS n;
