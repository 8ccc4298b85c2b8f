// What every script here needs: the service, who asks, and a model behind it that says what it was told.
export const base = process.env.RINGFENCE_URL;
export const token = process.env.RINGFENCE_USER_TOKEN;
export const visitor = process.env.RINGFENCE_VISITOR_TOKEN;
export const email = process.env.RINGFENCE_EMAIL;

/** The package under test, in its current or its previous major version. */
export const load = (name) => import(process.env.RINGFENCE_SDK === 'previous' ? `${name}-previous` : name);

/** What the model says when it is asked: the person's messages so far, and how many answers it saw. */
export const told = (...questions) => `Asked: ${questions.join(' / ')}. Answered before: ${questions.length - 1}.`;

/** Words that no other conversation has. */
export const unique = (what) => `${what} ${Math.random().toString(36).slice(2)}`;
