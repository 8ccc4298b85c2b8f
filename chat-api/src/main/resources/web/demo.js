/** The demo page: who you are, the chat, and what lies behind each answer. The chat itself is the widget's. */
import { families, newestInvoice } from './demo-attacks.js';

const SCOPES = {
  public: ['Public information', 'Only public documents were read. Anybody may know this.'],
  account: ['Your records', 'Only rows that you may see were read.'],
  mixed: ['Public information and your records', 'Public documents and rows that you may see were read.'],
  none: ['Nothing found', 'Nothing was read that answers this.'],
};

const ROLES = {
  visitor: {
    name: 'signed out',
    greeting: (company) => `Welcome to ${company}. Ask about opening hours, prices or how things work.`,
    questions: ['What are your opening hours?', 'How long is the warranty?', 'Can I pay by card?'],
  },
  customer: {
    name: 'customer',
    greeting: (company, name) => `Hello ${name}. Ask about your own records at ${company}, or anything public.`,
    questions: ['Show me my last three invoices', 'Show my bookings', 'Which plan do I have?', 'Can I pay by card?'],
  },
  staff: {
    name: 'staff',
    greeting: (company, name) => `Hello ${name}. You can look up the customers of ${company}.`,
    questions: [
      'Find the customer {customer}',
      'How can I reach our customer {customer}?',
      'What are our opening hours?',
    ],
    labels: { account: 'Company records', mixed: 'Public information and company records' },
  },
};

/** So many rows of a list behind an answer are seen without unfolding it. */
const ROWS_AT_ONCE = 4;

const byId = (id) => document.getElementById(id);

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

async function fetchJson(path, options) {
  const response = await fetch(path, { cache: 'no-store', ...options });
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}`);
  }
  return response.json();
}

function tokenOf({ tenant, user }) {
  return async () => {
    const body = JSON.stringify({ tenant, user });
    const { token } = await fetchJson('/demo/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return token;
  };
}

// ---------------------------------------------------------------------------------------------------- who is who

/** An identity of the service's list, with everything in it that the page shows. */
function person({ id, tenant, user, site, label, role }) {
  const company = tenant ?? id.split('/')[0];
  const kind = site ? 'visitor' : (role ?? 'customer');
  const name = (label ?? user ?? 'Visitor').split(/[,(·–—]/)[0].trim();
  return { id, company, companyName: company[0].toUpperCase() + company.slice(1), user, site, name, role: kind };
}

/** Whom somebody would be after: a customer of the same company (whom its staff may see), and one of another. */
function targets(me, people) {
  const customers = people.filter((other) => other.role === 'customer' && other.id !== me.id);
  const stranger = customers.find((other) => other.company !== me.company);
  const sibling = me.role === 'staff' ? stranger : customers.find((other) => other.company === me.company);
  return {
    me: me.role === 'visitor' ? 'the person before me' : me.name,
    sibling: sibling?.name ?? 'Ben',
    stranger: stranger?.name ?? 'Gil',
    other: stranger?.company ?? 'globex',
    strangersInvoice: newestInvoice[sibling?.id] ?? newestInvoice['globex/gil'],
  };
}

function colleague(me, people) {
  const customers = people.filter(
    (other) => other.role === 'customer' && other.company === me.company && other.id !== me.id,
  );
  return customers[0]?.name ?? '';
}

function showPeople(people, choose) {
  const companies = [...new Set(people.map((each) => each.companyName))];
  const option = (each) => {
    const input = make('input', { type: 'radio', name: 'identity', value: each.id, onchange: () => choose(each) });
    return make(
      'label',
      { className: 'identity' },
      input,
      make('span', { textContent: each.name }),
      make('small', { textContent: ROLES[each.role].name }),
    );
  };
  byId('identities').replaceChildren(
    ...companies.map((company) =>
      make(
        'fieldset',
        {},
        make('legend', { textContent: company }),
        ...people.filter((each) => each.companyName === company).map(option),
      ),
    ),
  );
}

// ---------------------------------------------------------------------------------------------- behind the answer

function showReceipt(receipt) {
  const { scope, sources = [], tools = [], notices = [] } = receipt ?? {};
  const parts = [];
  if (scope) {
    const [title, meaning] = SCOPES[scope];
    parts.push(make('p', { className: `scope ${scope}` }, make('strong', { textContent: title }), meaning));
  }
  parts.push(...section('Looked up with', tools.map(toolRow)), ...section('Sources', sources.map(sourceRow)));
  parts.push(...notices.map((notice) => make('p', { textContent: notice })));
  if (parts.length === 0) {
    parts.push(
      make('p', { textContent: 'Ask something. Code notes what was read for the answer; the model has no say in it.' }),
    );
  }
  byId('receipt').replaceChildren(...parts);
}

function section(title, rows) {
  if (rows.length === 0) {
    return [];
  }
  const parts = [make('h3', { textContent: title })];
  const rest = rows.length > ROWS_AT_ONCE + 1 ? rows.splice(ROWS_AT_ONCE) : [];
  parts.push(make('ul', {}, ...rows));
  if (rest.length > 0) {
    const summary = make('summary', { textContent: `${rest.length} more` });
    parts.push(make('details', { className: 'rest' }, summary, make('ul', {}, ...rest)));
  }
  return parts;
}

function sourceRow({ title, url, kind, scope }) {
  const name = url
    ? make('a', { href: url, target: '_blank', rel: 'noopener noreferrer', textContent: title })
    : make('span', { textContent: title });
  const origin = `${scope === 'account' ? 'own' : 'public'} ${kind === 'record' ? 'record' : 'document'}`;
  return make('li', {}, name, make('span', { textContent: origin }));
}

function toolRow({ name, outcome, rows }) {
  const count = `${rows ?? 0} ${rows === 1 ? 'row' : 'rows'}`;
  const result = { rows: count, refused: 'refused', failed: 'failed' }[outcome] ?? 'running';
  return make(
    'li',
    {},
    make('code', { textContent: String(name).slice(0, 60) }),
    make('span', { className: outcome, textContent: result }),
  );
}

function showAttacks(chat, context) {
  const open = [...document.querySelectorAll('.family[open]')].map((family) => family.dataset.name);
  const button = ({ title, text, instead }) => {
    const onclick = () => {
      chat.compose(text(context));
      byId('chat').scrollIntoView({ block: 'nearest' });
    };
    return make(
      'li',
      {},
      make('button', { type: 'button', className: 'attack', onclick }, title, make('small', { textContent: instead })),
    );
  };
  const family = ({ name, attacks }, index) => {
    const details = make('details', { className: 'family', open: open.length > 0 ? open.includes(name) : index === 0 });
    details.dataset.name = name;
    details.append(make('summary', { textContent: name }), make('ul', {}, ...attacks.map(button)));
    return details;
  };
  byId('attacks').replaceChildren(...families.map(family));
}

async function showModel() {
  try {
    const { model, version } = await fetchJson('/demo/about');
    const plain = model === 'extractive';
    byId('model').textContent = plain ? 'No language model: it quotes what it finds' : `Model: ${model}`;
    byId('model').title =
      `ringfence ${version ?? ''}${plain ? '. Set OPENAI_BASE_URL or OPENAI_API_KEY to use one.' : ''}`;
  } catch {
    byId('model').classList.add('failed');
    byId('model').textContent = 'The service does not answer';
  }
}

// -------------------------------------------------------------------------------------------------------- the page

async function start() {
  const wide = matchMedia('(min-width: 1120px)');
  const fold = () => (byId('who').open = wide.matches);
  wide.addEventListener('change', fold);
  fold();
  showReceipt(null);
  showModel();
  const chat = window.ringfence.mount(byId('chat'), { title: 'Chat', greeting: 'One moment…', onReceipt: showReceipt });
  let people;
  try {
    people = (await fetchJson('/demo/identities')).identities.map(person);
  } catch {
    byId('who-name').textContent = 'nobody';
    byId('identities').replaceChildren(
      make('p', {
        className: 'problem',
        textContent: 'The list of people could not be loaded. Reload the page to try again.',
      }),
    );
    return;
  }

  const choose = (me) => {
    const { greeting, questions, labels = {} } = ROLES[me.role];
    const context = targets(me, people);
    byId('who-name').textContent = `${me.name}, ${me.companyName}`;
    byId('who').open = wide.matches;
    history.replaceState(null, '', `#${me.id}`);
    chat.present({
      title: `${me.companyName} chat`,
      greeting: greeting(me.companyName, me.name.split(' ')[0]),
      suggestions: questions.map((question) => question.replace('{customer}', colleague(me, people))),
      labels,
    });
    if (me.site) {
      chat.visit(me.site);
    } else {
      chat.identify(tokenOf({ tenant: me.company, user: me.user }));
    }
    showAttacks(chat, context);
  };

  showPeople(people, choose);
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first =
    people.find((each) => each.id === wanted) ?? people.find((each) => each.role === 'customer') ?? people[0];
  document.querySelector(`input[value="${CSS.escape(first.id)}"]`).checked = true;
  choose(first);
}

start();
