-- People in auth.users, policies with auth.uid(), teams; the platform's own schemas beside.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated_of_tests') THEN
    CREATE ROLE authenticated_of_tests NOLOGIN;
  END IF;
END $$;
CREATE SCHEMA auth;
CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, encrypted_password text);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS
  $$ SELECT nullif(current_setting('request.jwt.sub', true), '')::uuid $$;
CREATE SCHEMA storage;
CREATE TABLE storage.objects (id uuid PRIMARY KEY, owner uuid, name text);
CREATE TABLE public.teams (id uuid PRIMARY KEY, name text NOT NULL, slug text UNIQUE);
CREATE TABLE public.profiles (
  id uuid PRIMARY KEY REFERENCES auth.users (id), team_id uuid NOT NULL REFERENCES public.teams (id), username text, website text,
  updated_at timestamptz);
CREATE TABLE public.team_members (
  team_id uuid NOT NULL REFERENCES public.teams (id), user_id uuid NOT NULL REFERENCES auth.users (id), joined_at timestamptz DEFAULT now(),
  PRIMARY KEY (team_id, user_id));
CREATE TABLE public.todos (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, team_id uuid NOT NULL REFERENCES public.teams (id),
  user_id uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users (id), task text NOT NULL, is_complete boolean DEFAULT false,
  inserted_at timestamptz NOT NULL DEFAULT now());
CREATE TABLE public.notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id uuid NOT NULL REFERENCES auth.users (id), body text);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.todos ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Profiles are their own" ON public.profiles TO authenticated_of_tests USING ((SELECT auth.uid()) = id);
CREATE POLICY "Individuals can see their own todos" ON public.todos USING ((SELECT auth.uid()) = user_id);
INSERT INTO auth.users VALUES ('00000000-0000-4000-8000-0000000000a2', 'ana@acme.example'),
  ('00000000-0000-4000-8000-0000000000a3', 'ben@acme.example'), ('00000000-0000-4000-8000-0000000000b2', 'gil@globex.example');
INSERT INTO public.teams VALUES ('00000000-0000-4000-8000-0000000000a1', 'Acme', 'acme'),
  ('00000000-0000-4000-8000-0000000000b1', 'Globex', 'globex');
INSERT INTO public.profiles (id, team_id, username, website)
  SELECT u.id, t.id, split_part(u.email, '@', 1), 'of-' || split_part(u.email, '@', 1)
    FROM auth.users AS u JOIN public.teams AS t ON u.email LIKE '%@' || t.slug || '.example';
INSERT INTO public.team_members SELECT team_id, id FROM public.profiles;
INSERT INTO public.todos (team_id, user_id, task) SELECT team_id, id, website || n FROM public.profiles, generate_series(1, 3) AS n;
