/*
 * The ringfence chat: one plain script that any page can carry.
 *
 *   <script src="https://chat.example.com/widget.js" data-site="pk_…" async></script>
 *
 * puts a launcher in the corner of the page. A product passes who is signed in, and says when they leave:
 *
 *   window.ringfence.identify(async () => tokenOfThePersonSignedIn)
 *   window.ringfence.logout()
 *   window.ringfence.mount(element, options)      // the same chat inside an element of your own
 *
 * Before the script has loaded, wait for the event "ringfence:ready" on the document. Attributes of the tag: data-site,
 * data-launcher (a launcher without a site, for people who are signed in), data-title, data-greeting, data-theme
 * ("light" or "dark"; otherwise as the system), data-side ("left").
 *
 * Rules that hold in here. What arrives is text: every node is made by createElement and textContent, nothing is ever
 * parsed as HTML, and no picture is loaded. A link is made only of an address that the service cited as a source, or
 * that lies, without a query, on this page's or the service's own origin. Tokens live in memory only. Whoever the chat speaks for, it shows
 * nothing of whoever it spoke for before. It runs under a policy without inline styles, inline scripts and eval.
 */
(() => {
  'use strict';
  if (window.ringfence) {
    return;
  }

  const tag = document.currentScript;
  const HOME = new URL(tag?.src || location.href, location.href).origin;
  const LONGEST_MESSAGE = 4000;
  const LONGEST_ANSWER = 200_000;
  const LONGEST_FRAME = 1_000_000;
  const SILENCE_MS = 45_000;
  const SCOPES = {
    public: 'Public information',
    account: 'Your account',
    mixed: 'Public information and your account',
    none: 'Nothing found',
  };

  // ------------------------------------------------------------------------------------------------ the event stream

  /** Cuts bytes into the data of server-sent events, wherever they were split. */
  class Frames {
    #decoder = new TextDecoder();
    #rest = '';
    #data = [];

    /** The events that these bytes complete. What a stream leaves unfinished is no event. */
    accept(bytes) {
      const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
      this.#rest = lines.pop();
      if (this.#rest.length > LONGEST_FRAME) {
        throw new Trouble('broken');
      }
      const events = [];
      for (const line of lines) {
        if (line === '') {
          if (this.#data.length > 0) {
            events.push(this.#data.join('\n'));
          }
          this.#data = [];
        } else if (line.startsWith('data:')) {
          this.#data.push(line.slice(line[5] === ' ' ? 6 : 5));
        }
      }
      return events;
    }
  }

  /** Reads the objects of a stream off a response, until it is done, silent for too long, or cancelled. */
  async function* eventsOf(response, running) {
    const frames = new Frames();
    const reader = response.body.getReader();
    try {
      for (;;) {
        const { done, value } = await beforeSilence(reader.read(), running);
        if (done) {
          return;
        }
        for (const data of frames.accept(value)) {
          if (data === '[DONE]') {
            return;
          }
          const event = parsed(data);
          if (event) {
            yield event;
          }
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /** The parts of an answer. */
  async function* partsOf(response, running) {
    for await (const part of eventsOf(response, running)) {
      if (typeof part.type === 'string') {
        yield part;
      }
    }
  }

  async function beforeSilence(promise, running) {
    let timer;
    const silence = new Promise((_, reject) => {
      timer = setTimeout(() => {
        reject(new Trouble('silent'));
        running.abort();
      }, SILENCE_MS);
    });
    try {
      return await Promise.race([promise, silence]);
    } finally {
      clearTimeout(timer);
    }
  }

  function parsed(json) {
    try {
      const value = JSON.parse(json);
      return value !== null && typeof value === 'object' ? value : null;
    } catch {
      return null;
    }
  }

  // ------------------------------------------------------------------------------------------------- what goes wrong

  /** Something that keeps an answer from coming, in words for the person who waits for it. */
  class Trouble extends Error {
    constructor(kind, { text, retryAfter = 0, reference = '', code = '' } = {}) {
      super(kind);
      this.kind = kind;
      this.text = text || Trouble.#words[kind];
      this.retryAfter = retryAfter;
      this.reference = reference;
      this.code = code;
    }

    static #words = {
      expired: 'Your session has expired. Sign in again, then try once more.',
      forbidden: 'You do not have access to this.',
      missing: 'This conversation is not available any more. Your next message starts a new one.',
      busy: 'An answer is still being written in this conversation. Try again in a moment.',
      refused: 'This message could not be taken as it is. Shorten or change it, then send it again.',
      limited: 'Too many messages in a short time.',
      unavailable: 'The chat is not available at the moment.',
      offline: 'The service could not be reached. Check your connection.',
      silent: 'The answer took too long.',
      broken: 'The answer was cut off.',
      failed: 'Something went wrong on our side.',
      signedOut: 'Sign in to use this chat.',
    };

    get retriable() {
      return !['forbidden', 'refused', 'signedOut'].includes(this.kind);
    }

    static async of(response) {
      const problem = parsed((await response.text().catch(() => '')).slice(0, 20_000)) ?? {};
      const kinds = {
        401: 'expired',
        403: 'forbidden',
        404: 'missing',
        409: 'busy',
        413: 'refused',
        422: 'refused',
        429: 'limited',
        503: 'unavailable',
      };
      return new Trouble(kinds[response.status] ?? (response.status < 500 ? 'refused' : 'failed'), {
        retryAfter: secondsUntil(response.headers.get('retry-after')),
        reference: typeof problem.requestId === 'string' ? problem.requestId.slice(0, 80) : '',
        code: typeof problem.code === 'string' ? problem.code : '',
      });
    }
  }

  function secondsUntil(retryAfter) {
    if (!retryAfter) {
      return 0;
    }
    const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
    return Math.min(Math.max(Math.ceil(seconds) || 0, 0), 3600);
  }

  async function call(path, options) {
    try {
      return await fetch(HOME + path, {
        mode: 'cors',
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        ...options,
      });
    } catch (error) {
      throw error.name === 'AbortError' ? error : new Trouble('offline');
    }
  }

  // ------------------------------------------------------------------------------------------------- who is speaking

  /** The one whom a chat speaks for: a visitor of a site, or whoever the product says is signed in. */
  class Speaker {
    #site;
    #supplier;
    #token = null;
    #expiresAt = Infinity;
    #subject = null;

    constructor(site, supplier) {
      this.#site = site;
      this.#supplier = supplier;
    }

    get identified() {
      return this.#supplier !== null;
    }

    get subject() {
      return this.#subject;
    }

    /** Whether the token in hand, if any, is still good; a visitor without one is simply new. */
    get stale() {
      return this.#token !== null && Date.now() > this.#expiresAt;
    }

    forget() {
      this.#token = null;
    }

    async token(signal) {
      if (this.stale) {
        this.forget();
      }
      if (this.#token === null) {
        await (this.#supplier ? this.#ask() : this.#visit(signal));
      }
      return this.#token;
    }

    async #ask() {
      let token;
      try {
        token = await this.#supplier();
      } catch {
        throw new Trouble('expired');
      }
      if (typeof token !== 'string' || token === '') {
        throw new Trouble('expired');
      }
      this.#token = token;
      this.#subject = subjectOf(token);
    }

    async #visit(signal) {
      if (!this.#site) {
        throw new Trouble('signedOut');
      }
      const response = await call('/v1/widget/sessions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ site: this.#site }),
        signal,
      });
      if (!response.ok) {
        throw await Trouble.of(response);
      }
      const { token, expiresAt } = (await response.json().catch(() => null)) ?? {};
      if (typeof token !== 'string') {
        throw new Trouble('failed');
      }
      this.#token = token;
      this.#expiresAt = (typeof expiresAt === 'number' ? expiresAt * 1000 : Date.parse(expiresAt)) || Infinity;
    }
  }

  /**
   * Whom a token names, as far as a browser can tell: all it claims but what changes with every token. It decides what to
   * wipe and nothing else; null is equal to nobody.
   */
  function subjectOf(token) {
    try {
      const body = atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'));
      const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(body, (c) => c.charCodeAt(0))));
      const lasting = Object.entries(claims).filter(([name]) => !PASSING.includes(name));
      return claims.sub ? JSON.stringify(lasting.sort(([a], [b]) => (a < b ? -1 : 1))) : null;
    } catch {
      return null;
    }
  }

  const PASSING = 'exp iat nbf jti nonce auth_time updated_at at_hash sid session_id fva amr rat'.split(' ');

  // --------------------------------------------------------------------------------------------------- text to nodes

  const SVG = 'http://www.w3.org/2000/svg';
  const ICONS = {
    chat: 'M4 5h16v11H9l-5 4z',
    close: 'M6 6l12 12M18 6L6 18',
    send: 'M12 19V5M6 11l6-6 6 6',
    stop: 'M7 7h10v10H7z',
    fresh: 'M12 5v14M5 12h14',
    attach: 'M19 11l-7.5 7.5a4.2 4.2 0 01-6-6L13 5a2.8 2.8 0 014 4l-7.5 7.5a1.4 1.4 0 01-2-2L14 8',
    files: 'M4 6h6l2 2h8v11H4z',
    remove: 'M5 7h14M10 7V5h4v2M7 7l1 12h8l1-12',
    public: 'M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c5 5 5 13 0 18M12 3c-5 5-5 13 0 18',
    account: 'M7 11V8a5 5 0 0110 0v3M5 11h14v9H5z',
    mixed: 'M9 6a6 6 0 100 12A6 6 0 009 6zM15 6a6 6 0 100 12 6 6 0 000-12z',
    none: 'M12 3a9 9 0 100 18 9 9 0 000-18zM6 6l12 12',
  };

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith('on')) {
        element.addEventListener(key.slice(2), value);
      } else if (key in element && !key.startsWith('aria-')) {
        element[key] = value;
      } else {
        element.setAttribute(key, value);
      }
    }
    element.append(...children);
    return element;
  }

  /** A button that is a picture, with its words for those who cannot see it. */
  function plainButton(label, name, properties = {}) {
    return make(
      'button',
      { type: 'button', className: 'plain', 'aria-label': label, title: label, ...properties },
      icon(name),
    );
  }

  /** Text for those who listen to the page. */
  function unseen(text) {
    return make('span', { className: 'unseen', textContent: text });
  }

  function icon(name) {
    const svg = document.createElementNS(SVG, 'svg');
    const path = document.createElementNS(SVG, 'path');
    svg.setAttribute('viewBox', '0 0 24 24');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('class', `icon icon-${name}`);
    path.setAttribute('d', ICONS[name]);
    svg.append(path);
    return svg;
  }

  /** Drops what could be read by a machine but not be seen: control characters, direction overrides, tag characters. */
  function visible(text) {
    return String(text).replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu,
      '',
    );
  }

  function webAddress(address) {
    try {
      const url = new URL(address, HOME);
      return typeof address === 'string' && /^https?:$/.test(url.protocol) && !url.username && !url.password
        ? url
        : null;
    } catch {
      return null;
    }
  }

  function anchor(url, ...children) {
    return make(
      'a',
      { href: url.href, target: '_blank', rel: 'noopener noreferrer', referrerPolicy: 'no-referrer' },
      ...children,
    );
  }

  /** A safe part of Markdown as nodes. Only the blocks that changed are made again, so that streaming stays calm. */
  class Prose {
    #element;
    #cited = new Set();
    #shown = [];
    #keys = [];

    constructor(element) {
      this.#element = element;
    }

    /** From now on this address may be a link. */
    cite(url) {
      if (!this.#cited.has(url.href)) {
        this.#cited.add(url.href);
        this.#keys = [];
        this.show(this.#shown.map((block) => block.lines.join('\n')).join('\n\n'));
      }
    }

    show(text) {
      const blocks = blocksOf(visible(text));
      const keys = blocks.map((block) => `${block.kind}\n${block.lines.join('\n')}`);
      let same = 0;
      while (same < keys.length && keys[same] === this.#keys[same]) {
        same++;
      }
      while (this.#element.childNodes.length > same) {
        this.#element.lastChild.remove();
      }
      this.#element.append(...blocks.slice(same).map((block) => this.#block(block)));
      this.#shown = blocks;
      this.#keys = keys;
    }

    /** The blocks as they read, the last of which may still grow. */
    spoken() {
      return [...this.#element.children].map((block) => block.textContent);
    }

    #block({ kind, lines }) {
      switch (kind) {
        case 'code':
          return make(
            'pre',
            { tabIndex: 0 },
            make('code', {
              textContent: lines
                .slice(1)
                .filter((line, i, all) => i < all.length - 1 || !/^\s{0,3}```\s*$/.test(line))
                .join('\n'),
            }),
          );
        case 'heading':
          return make('p', { className: 'heading' }, ...this.#inline(lines[0].replace(/^#{1,6}\s+/, '')));
        case 'quote':
          return make('blockquote', {}, ...this.#lines(lines.map((line) => line.replace(/^\s{0,3}>\s?/, ''))));
        case 'table':
          return this.#table(lines);
        case 'list':
          return this.#list(lines);
        case 'rule':
          return make('hr');
        default:
          return make('p', {}, ...this.#lines(lines));
      }
    }

    #lines(lines) {
      return lines.flatMap((line, i) => [...(i > 0 ? [make('br')] : []), ...this.#inline(line.trim())]);
    }

    #list(lines) {
      const first = /^\s*(\d{1,9})[.)]/.exec(lines[0]);
      const list = first ? make('ol', { start: Number(first[1]) }) : make('ul');
      for (const line of lines) {
        const item = ITEM.exec(line);
        if (!item) {
          list.lastChild.append(make('br'), ...this.#inline(line.trim()));
        } else if (item[1].length >= 2 && list.lastChild) {
          const last = list.lastChild;
          const inner = last.lastChild?.nodeName === 'UL' ? last.lastChild : last.appendChild(make('ul'));
          inner.append(make('li', {}, ...this.#inline(item[3])));
        } else {
          list.append(make('li', {}, ...this.#inline(item[3])));
        }
      }
      return list;
    }

    #table(lines) {
      const rows = lines.map((line) =>
        line
          .trim()
          .replace(/^\||(?<!\\)\|$/g, '')
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim()),
      );
      const ruled = rows.length > 1 && rows[1].every((cell) => /^:?-+:?$/.test(cell));
      const cell = (text, name, column) => {
        const made = make(name, { className: text.length < 24 ? 'short' : '' }, ...this.#inline(text));
        if (ruled && name === 'td') {
          made.dataset.label = rows[0][column] ?? '';
        }
        return made;
      };
      const row = (cells, name) => make('tr', {}, ...cells.map((text, column) => cell(text, name, column)));
      const body = (ruled ? rows.slice(2) : rows).map((cells) => row(cells, 'td'));
      const head = ruled ? [make('thead', {}, row(rows[0], 'th'))] : [];
      return make(
        'div',
        { className: ruled ? 'table ruled' : 'table', tabIndex: 0, role: 'region', 'aria-label': 'Table' },
        make('table', {}, ...head, make('tbody', {}, ...body)),
      );
    }

    #inline(text, depth = 0) {
      const nodes = [];
      let plain = '';
      const add = (...made) => {
        if (plain !== '') {
          nodes.push(plain);
        }
        plain = '';
        nodes.push(...made);
      };
      for (let at = 0; at < text.length;) {
        const [rule, found] = depth < 4 ? matched(text, at) : [null, null];
        if (!rule) {
          plain += text[at++];
          continue;
        }
        at += found[0].length;
        switch (rule) {
          case 'escape':
            plain += found[1];
            break;
          case 'code':
            add(make('code', { textContent: found[1] }));
            break;
          case 'strong':
            add(make('strong', {}, ...this.#inline(found[2], depth + 1)));
            break;
          case 'emphasis':
            add(make('em', {}, ...this.#inline(found[2], depth + 1)));
            break;
          case 'image':
            plain += found[1];
            break;
          case 'link':
            add(...this.#link(found[2], this.#inline(found[1], 4)));
            break;
          case 'address':
            add(...this.#link(found[1] ?? found[0], [found[1] ?? found[0]]));
            break;
        }
      }
      add();
      return nodes;
    }

    #link(address, label) {
      const url = webAddress(address);
      const near = url && url.search === '' && (url.origin === HOME || url.origin === location.origin);
      const allowed = url && (near || this.#cited.has(url.href));
      return allowed ? [anchor(url, ...label)] : label;
    }
  }

  const ITEM = /^(\s*)([-*\u2022]|\d{1,9}[.)])\s+(.*)$/;
  const INLINE = [
    ['escape', '\\', /\\([\\`*_{}[\]()#+\-.!|>~])/y],
    ['code', '`', /`([^`\n]{1,2000})`/y],
    ['image', '!', /!\[([^[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s+"[^"\n]{0,200}")?\)/y],
    ['link', '[', /\[([^[\]\n]{1,300})\]\(([^()\s]{1,2000})(?:\s+"[^"\n]{0,200}")?\)/y],
    ['address', '<', /<(https?:\/\/[^\s<>]{1,2000})>/y],
    ['address', 'h', /https?:\/\/[^\s<>()[\]"'`]{1,2000}[^\s<>()[\]"'`.,;:!?*_]/y],
    ['strong', '*_', /(\*\*|__)(?=\S)([^\n]{1,1000}?\S|\S)\1/y],
    ['emphasis', '*_', /([*_])(?=[^\s*_])([^*_\n]{0,500}[^\s*_])\1(?![\p{L}\p{N}])/uy],
  ];

  function matched(text, at) {
    const inWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]);
    for (const [rule, starts, pattern] of INLINE) {
      if (starts.includes(text[at]) && !(inWord && (text[at] === '_' || text[at] === 'h'))) {
        pattern.lastIndex = at;
        const found = pattern.exec(text);
        if (found) {
          return [rule, found];
        }
      }
    }
    return [null, null];
  }

  function kindOf(line) {
    if (/^\s{0,3}```/.test(line)) return 'code';
    if (/^#{1,6}\s/.test(line)) return 'heading';
    if (/^\s{0,3}([-*_])(?:\s*\1){2,}\s*$/.test(line)) return 'rule';
    if (/^\s{0,3}>/.test(line)) return 'quote';
    if (/^\s*\|.*\|\s*$/.test(line)) return 'table';
    return ITEM.test(line) ? 'list' : 'paragraph';
  }

  function blocksOf(text) {
    const blocks = [];
    let open = null;
    for (const line of text.split(/\r\n|\r|\n/)) {
      if (open?.kind === 'code') {
        open.lines.push(line);
        open = /^\s{0,3}```\s*$/.test(line) ? null : open;
      } else if (line.trim() === '') {
        open = null;
      } else {
        const kind = kindOf(line);
        const goesOn =
          open &&
          (open.kind === kind
            ? !['heading', 'rule', 'code'].includes(kind)
            : open.kind === 'list' && kind === 'paragraph' && /^\s{2,}/.test(line));
        if (goesOn) {
          open.lines.push(line);
        } else {
          open = { kind, lines: [line] };
          blocks.push(open);
        }
      }
    }
    return blocks;
  }

  // ------------------------------------------------------------------------------------------------------- an answer

  /** One answer on its way: what the stream has said so far, and the nodes that show it. */
  class Answer {
    #texts = new Map();
    #prose;
    #nodes;
    #labels;
    #deciding;
    #cards = new Map();
    #spokenBlocks = 0;
    #originShown = '';
    receipt = { scope: null, sources: [], tools: [], notices: [] };
    finished = false;

    /** @param deciding reads a proposal, and sends what its person decides */
    constructor(labels, deciding) {
      const text = make('div', { className: 'text' });
      const dots = make('span', { className: 'dots', 'aria-hidden': 'true' }, make('i'), make('i'), make('i'));
      const doing = make('span', { className: 'doing' });
      const status = make('p', { className: 'status' }, dots, doing);
      const notices = make('div', { className: 'notices' });
      const origin = make('div', { className: 'origin' });
      const cards = make('div', { className: 'cards' });
      this.#labels = labels;
      this.#deciding = deciding;
      this.#prose = new Prose(text);
      this.#nodes = { status, doing, notices, origin, cards };
      this.element = make('div', { className: 'turn answer' }, unseen('Answer: '), status, text, cards, notices, origin);
      this.draw();
    }

    get empty() {
      return this.#texts.size === 0;
    }

    /** Takes one part of the stream; a part that it does not know changes nothing. */
    take(part) {
      switch (part.type) {
        case 'text-delta':
          return this.#append(String(part.id ?? ''), part.delta);
        case 'source-url':
        case 'source-document':
          return this.#cite({ title: part.title || part.filename, url: part.url, kind: 'document' });
        case 'tool-input-start':
        case 'tool-input-available':
          return this.#calls(part.toolCallId, part.toolName);
        case 'data-scope':
          return this.#comesFrom(part.data?.scope ?? part.data);
        case 'data-receipt':
          return this.#receive(part.data ?? {});
        case 'data-approval':
          return this.#propose(part.data ?? {});
        case 'data-notice':
          return this.notice(typeof part.data === 'string' ? part.data : (part.data?.text ?? part.data?.message));
        case 'finish':
          this.finished = true;
          return this.notice(ENDINGS[part.finishReason]);
        case 'abort':
          this.finished = true;
          return this.notice('The answer was stopped.');
        case 'error':
          throw new Trouble('failed', { text: visible(part.errorText ?? '').slice(0, 300) });
      }
    }

    /** Shows an answer that was given before. */
    recall({ text, scope, sources, tools }) {
      this.#append('', String(text ?? ''));
      this.#receive({ scope, sources, tools });
      this.settle();
      for (const tool of this.receipt.tools) {
        if (typeof tool.approval?.id === 'string') {
          this.#deciding.read(tool.approval.id).then((proposal) => proposal && this.#propose(proposal));
        }
      }
      return this;
    }

    notice(text) {
      if (typeof text === 'string' && text !== '' && !this.receipt.notices.includes(text)) {
        this.receipt.notices.push(visible(text).slice(0, 400));
      }
    }

    /** Shows all there is, and takes the waiting sign away. */
    settle() {
      this.draw();
      this.#nodes.status.remove();
    }

    draw() {
      const { status, doing, notices, origin } = this.#nodes;
      const tool = this.receipt.tools.at(-1)?.name;
      this.#prose.show([...this.#texts.values()].join('\n\n'));
      status.classList.toggle('started', !this.empty);
      doing.textContent = tool ? `Looking it up: ${words(tool)}…` : 'Looking it up…';
      while (notices.childNodes.length < this.receipt.notices.length) {
        notices.append(make('p', { textContent: this.receipt.notices[notices.childNodes.length] }));
      }
      const shown = JSON.stringify([this.receipt.scope, this.receipt.sources]);
      if (shown !== this.#originShown) {
        this.#originShown = shown;
        origin.replaceChildren(...this.#origin());
      }
    }

    /** What a screen reader has not been told yet: whole blocks only, and the last one at the end. */
    unspoken(all) {
      const blocks = this.#prose.spoken();
      const until = all ? blocks.length : blocks.length - 1;
      const fresh = blocks.slice(this.#spokenBlocks, until);
      this.#spokenBlocks = Math.max(this.#spokenBlocks, until);
      return fresh;
    }

    #append(id, delta) {
      const text = (this.#texts.get(id) ?? '') + (typeof delta === 'string' ? delta : '');
      if (text.length > LONGEST_ANSWER || this.#texts.size > 100) {
        throw new Trouble('broken');
      }
      this.#texts.set(id, text);
    }

    #calls(id, name) {
      if (typeof name === 'string' && !this.receipt.tools.some((tool) => tool.id === id)) {
        this.receipt.tools.push({ id, name, outcome: 'running' });
      }
    }

    #propose(proposal) {
      if (typeof proposal.id === 'string' && !this.#cards.has(proposal.id) && this.#cards.size < 10) {
        const card = approvalCard(proposal, this.#deciding.decide);
        this.#cards.set(proposal.id, card);
        this.#nodes.cards.append(card);
      }
    }

    #receive({ scope, sources, tools }) {
      if (Array.isArray(tools)) {
        this.receipt.tools = tools.filter((tool) => typeof tool?.name === 'string');
      }
      if (Array.isArray(sources)) {
        this.receipt.sources = [];
        sources.forEach((source) => this.#cite(source ?? {}));
      }
      this.#comesFrom(scope);
    }

    #comesFrom(scope) {
      if (typeof scope === 'string' && Object.hasOwn(SCOPES, scope)) {
        this.receipt.scope = scope;
      }
    }

    #cite({ title, url, kind, scope }) {
      const address = url ? webAddress(url) : null;
      const source = {
        title: visible(title || address?.host || 'Untitled').slice(0, 200),
        url: address?.href ?? null,
        kind: kind === 'record' ? 'record' : 'document',
        scope: scope === 'account' ? 'account' : 'public',
      };
      const known = this.receipt.sources.some((other) => other.title === source.title && other.url === source.url);
      if (!known && this.receipt.sources.length < 50) {
        this.receipt.sources.push(source);
      }
      if (address) {
        this.#prose.cite(address);
      }
    }

    #origin() {
      const { scope, sources } = this.receipt;
      const badge =
        scope && make('p', { className: `badge ${scope}` }, icon(scope), unseen('From: '), this.#labels[scope]);
      const items = sources.map(({ url, title }) => make('li', {}, url ? anchor(new URL(url), title) : title));
      const list = make('ul', { className: 'sources', 'aria-label': 'Sources' }, ...folded(items));
      return [...(badge ? [badge] : []), ...(items.length > 0 ? [list] : [])];
    }
  }

  const DECIDED = {
    done: 'Approved and done.',
    denied: 'Denied. Nothing was changed.',
    expired: 'This waited too long. Nothing was changed; ask for it again.',
    failed: 'It could not be done. Nothing was changed.',
  };

  /** What would be written, with its values, and the two buttons that decide it. All of it is text. */
  function approvalCard({ id, title, shown, reversible, status }, decide) {
    const name = visible(title ?? 'A change').slice(0, 100);
    const rows = (Array.isArray(shown) ? shown : []).slice(0, 20).flatMap(({ label, name: key, value }) => [
      make('dt', { textContent: visible(label ?? key ?? '').slice(0, 100) }),
      make('dd', { textContent: value === null ? '–' : visible(typeof value === 'string' ? value : JSON.stringify(value)) }),
    ]);
    const outcome = make('p', { className: 'outcome', role: 'status' });
    const press = (approved) => async () => {
      buttons.forEach((button) => (button.disabled = true));
      const end = await decide(id, approved);
      outcome.textContent = DECIDED[end] ?? 'That did not reach us. Try again.';
      if (Object.hasOwn(DECIDED, end)) {
        actions.remove();
      } else {
        buttons.forEach((button) => (button.disabled = false));
      }
    };
    const button = (label, className, approved) =>
      make('button', {
        type: 'button',
        className,
        textContent: label,
        'aria-label': `${label}: ${name}`,
        onclick: press(approved),
      });
    const buttons = [button('Approve', 'approve', true), button('Deny', 'deny', false)];
    const actions = make('div', { className: 'actions' }, ...buttons);
    const card = make(
      'section',
      { className: 'card', 'aria-label': `Waits for your approval: ${name}` },
      make('p', { className: 'heading', textContent: name }),
      make('dl', {}, ...rows),
      make('p', { className: 'undo', textContent: reversible ? 'This can be undone.' : 'This cannot be undone.' }),
      actions,
      outcome,
    );
    if (Object.hasOwn(DECIDED, status)) {
      outcome.textContent = DECIDED[status];
      actions.remove();
    }
    return card;
  }

  const SOURCES_AT_ONCE = 4;

  /** The first few of a long list, and a button that shows and hides the others. */
  function folded(items) {
    const others = items.slice(SOURCES_AT_ONCE);
    if (others.length < 2) {
      return items;
    }
    const fold = (hidden) => {
      others.forEach((item) => (item.hidden = hidden));
      toggle.setAttribute('aria-expanded', String(!hidden));
      toggle.textContent = hidden ? `${others.length} more` : 'Fewer';
    };
    const onclick = () => fold(!others[0].hidden);
    const toggle = make('button', { type: 'button', className: 'fold', onclick });
    fold(true);
    return [...items, make('li', { className: 'rest' }, toggle)];
  }

  const ENDINGS = {
    length: 'The answer reached its maximum length.',
    'content-filter': 'Part of this answer was withheld.',
  };

  function words(name) {
    return visible(name).slice(0, 60).replaceAll('_', ' ');
  }

  // --------------------------------------------------------------------------------------------------- files of one's own

  const LARGEST_FILE = 16 * 1024 * 1024;
  const FILES_AT_ONCE = 10;
  const READABLE = '.md,.markdown,.txt,.html,.htm,.pdf,.docx,.pptx,.xlsx,.csv,.eml';
  const FILE_WORDS = {
    attach: 'Attach files',
    show: 'Your files',
    none: 'You have no files yet. What you attach is found in your own chats, and by nobody else.',
    unlisted: 'Your files could not be listed. Close this and try again.',
    more: 'Show more',
    sending: 'Sending…',
    waiting: 'Waiting…',
    reading: (done, all) => (all > 0 ? `Reading: ${done} of ${all}` : 'Reading…'),
    stored: 'Added',
    unchanged: 'You had this file already',
    removed: 'was removed.',
    kept: 'could not be removed. Try again.',
    stopped: 'Stopped',
    tooMany: `Choose at most ${FILES_AT_ONCE} files at a time.`,
    drop: 'Drop files here to attach them.',
  };

  /** What the service's codes mean to the person whose file it is. */
  const FILE_TROUBLES = {
    body_too_large: 'This file is too large: 16 MB at most.',
    body_empty: 'This file is empty.',
    document_empty: 'There is no text in this file. A scan has to be recognised first.',
    document_too_large: 'The text in this file is too long. Divide it.',
    document_too_slow: 'This file takes too long to read. Send it in a simpler form.',
    document_encrypted: 'This file is protected by a password. Attach it without.',
    document_broken: 'This file is damaged, or not what its name says.',
    document_unsupported:
      'Files of this kind cannot be read. Attach Markdown, text, HTML, PDF, Word, PowerPoint, Excel, CSV or e-mail.',
    parameter_invalid: 'The name of this file cannot be used. Rename it.',
    files_full: 'You have as many files as there can be. Remove one first.',
    upload_under_way: 'Another file of yours is being read. Try again in a moment.',
    uploads_busy: 'Too many files are being read at the moment. Try again.',
    reader_unavailable: 'Files cannot be read at the moment. Try again.',
  };

  /**
   * The files of whoever is speaking: sent one after the other, listed and removed. It is made anew with the chat, so that
   * nothing of it is left for the next speaker.
   */
  class Files {
    #ask;
    #speak;
    #stopped = new AbortController();
    #queue = Promise.resolve();
    #list = make('ul', { className: 'files', 'aria-label': FILE_WORDS.show });
    #empty = make('p', { className: 'none', textContent: FILE_WORDS.none, hidden: true });
    #trouble = make('p', { className: 'problem', hidden: true });
    #more = make('button', { type: 'button', className: 'fold', textContent: FILE_WORDS.more, hidden: true });
    #listed = false;
    #next = null;

    /**
     * @param ask sends a request as the speaker, given its path and its options
     * @param speak tells those who listen to the page
     */
    constructor(ask, speak) {
      this.#ask = ask;
      this.#speak = speak;
      this.#more.addEventListener('click', () => this.#read());
      this.picker = make('input', { type: 'file', multiple: true, accept: READABLE, hidden: true });
      this.picker.addEventListener('change', () => {
        this.add([...this.picker.files]);
        this.picker.value = '';
      });
      this.attach = plainButton(FILE_WORDS.attach, 'attach', { onclick: () => this.picker.click() });
      this.toggle = plainButton(FILE_WORDS.show, 'files', { onclick: () => this.#open(this.tray.hidden) });
      const heading = make('p', { className: 'heading', textContent: FILE_WORDS.show });
      const parts = [heading, this.#trouble, this.#list, this.#empty, this.#more];
      this.tray = make('section', { className: 'tray', 'aria-label': FILE_WORDS.show, hidden: true }, ...parts);
      this.toggle.setAttribute('aria-expanded', 'false');
    }

    /** Ends what is on its way. */
    stop() {
      this.#stopped.abort();
    }

    /** Takes in what was chosen or dropped. */
    add(chosen) {
      this.#complain(chosen.length > FILES_AT_ONCE ? FILE_WORDS.tooMany : '');
      if (chosen.length === 0) {
        return;
      }
      this.#open(true);
      for (const file of chosen.slice(0, FILES_AT_ONCE)) {
        const row = this.#row(visible(file.name).slice(0, 200));
        this.#list.prepend(row.element);
        this.#empty.hidden = true;
        if (file.size > LARGEST_FILE) {
          this.#fail(row, FILE_TROUBLES.body_too_large);
        } else {
          // The service reads one file of a person at a time.
          this.#queue = this.#queue.then(() => this.#send(file, row));
        }
      }
    }

    #open(open) {
      this.tray.hidden = !open;
      this.toggle.setAttribute('aria-expanded', String(open));
      if (open && !this.#listed) {
        this.#listed = true;
        this.#read();
      }
    }

    #complain(text) {
      this.#trouble.textContent = text;
      this.#trouble.hidden = text === '';
      this.#open(text !== '' || !this.tray.hidden);
      this.#speak([text]);
    }

    async #read() {
      this.#more.hidden = true;
      const after = this.#next ? `&after=${encodeURIComponent(this.#next)}` : '';
      try {
        const response = await this.#ask(`/v1/files?limit=20${after}`, { signal: this.#stopped.signal });
        const { files, next } = (await response.json()) ?? {};
        for (const file of Array.isArray(files) ? files : []) {
          if (typeof file?.id === 'string' && !this.#has(file.id)) {
            const row = this.#row(visible(file.name ?? '').slice(0, 200));
            this.#list.append(row.element);
            this.#keep(row, file.id, '');
          }
        }
        this.#next = typeof next === 'string' ? next : null;
        this.#more.hidden = this.#next === null;
        this.#empty.hidden = this.#list.childElementCount > 0;
      } catch (error) {
        if (error.name !== 'AbortError') {
          this.#listed = false;
          this.#complain(FILE_WORDS.unlisted);
        }
      }
    }

    #has(id) {
      return [...this.#list.children].some((element) => element.dataset.file === id);
    }

    #row(name) {
      const state = make('span', { className: 'state', textContent: FILE_WORDS.waiting });
      const bar = make('progress', { max: 1, value: 0, hidden: true, 'aria-label': `Reading ${name}` });
      const element = make('li', {}, make('span', { className: 'name', textContent: name }), state, bar);
      const running = new AbortController();
      this.#stopped.signal.addEventListener('abort', () => running.abort());
      const row = { name, element, state, bar, running };
      this.#button(row, `Stop ${name}`, 'close', () => running.abort());
      return row;
    }

    #button(row, label, name, onclick) {
      const had = row.button?.getRootNode().activeElement === row.button;
      row.button?.remove();
      row.button = plainButton(label, name, { onclick });
      row.element.append(row.button);
      if (had) {
        row.button.focus();
      }
    }

    async #send(file, row) {
      try {
        row.running.signal.throwIfAborted();
        row.state.textContent = FILE_WORDS.sending;
        this.#speak([`${FILE_WORDS.sending} ${row.name}`]);
        const response = await this.#ask(`/v1/files?name=${encodeURIComponent(row.name)}`, {
          method: 'POST',
          headers: { accept: 'text/event-stream', 'content-type': file.type || 'application/octet-stream' },
          body: file,
          signal: row.running.signal,
        });
        for await (const event of eventsOf(response, row.running)) {
          if (typeof event.document?.id === 'string') {
            return this.#stored(row, event);
          }
          if (typeof event.code === 'string') {
            throw new Trouble('refused', { code: event.code });
          }
          this.#progress(row, Number(event.passages) || 0, Number(event.of) || 0);
        }
        throw new Trouble('broken');
      } catch (error) {
        if (!this.#stopped.signal.aborted) {
          const stopped = error.name === 'AbortError' && error.kind === undefined;
          this.#fail(row, stopped ? FILE_WORDS.stopped : (FILE_TROUBLES[error.code] ?? FILE_ENDS[error.kind] ?? FILE_ENDS.failed));
        }
      }
    }

    #progress(row, done, all) {
      row.bar.hidden = all === 0;
      row.bar.max = Math.max(all, 1);
      row.bar.value = done;
      row.state.textContent = FILE_WORDS.reading(done, all);
    }

    #stored(row, { outcome, document: file }) {
      const end = outcome === 'unchanged' ? FILE_WORDS.unchanged : FILE_WORDS.stored;
      const before = [...this.#list.children].find((element) => element.dataset.file === file.id);
      before?.remove();
      this.#keep(row, file.id, end);
      this.#speak([`${row.name}: ${end}`]);
    }

    /** A file that is there can be removed. */
    #keep(row, id, words) {
      row.element.dataset.file = id;
      row.bar.hidden = true;
      row.state.textContent = words;
      this.#button(row, `Remove ${row.name}`, 'remove', () => this.#remove(row, id));
    }

    /** One that is not is only taken off the list. */
    #fail(row, words) {
      row.element.classList.add('failed');
      row.bar.hidden = true;
      row.state.textContent = words;
      this.#speak([`${row.name}: ${words}`]);
      this.#button(row, `Dismiss ${row.name}`, 'close', () => this.#drop(row));
    }

    async #remove(row, id) {
      const chosen = row.button.getRootNode().activeElement === row.button;
      row.button.disabled = true;
      try {
        await this.#ask(`/v1/files/${encodeURIComponent(id)}`, { method: 'DELETE', signal: this.#stopped.signal });
      } catch (error) {
        // What is gone already is gone as well.
        if (error.kind !== 'missing') {
          row.button.disabled = false;
          row.state.textContent = `This ${FILE_WORDS.kept}`;
          this.#speak([`${row.name} ${FILE_WORDS.kept}`]);
          return;
        }
      }
      this.#speak([`${row.name} ${FILE_WORDS.removed}`]);
      this.#drop(row, chosen);
    }

    /** Whoever works with the keyboard goes on at the next file, unless they have gone elsewhere meanwhile. */
    #drop(row, chosen = true) {
      const active = row.element.getRootNode().activeElement;
      // A button that cannot be pressed loses the focus, and then nothing has it.
      const lost = active === null && (document.activeElement ?? document.body) === document.body;
      const near = row.element.nextElementSibling ?? row.element.previousElementSibling;
      row.element.remove();
      this.#empty.hidden = this.#list.childElementCount > 0;
      if (chosen && (lost || active === row.button)) {
        (near?.querySelector('button') ?? this.attach).focus();
      }
    }
  }

  const FILE_ENDS = {
    expired: 'Your session has expired. Sign in again, then attach it once more.',
    forbidden: 'You cannot attach files here.',
    limited: 'Too many requests in a short time. Try again in a moment.',
    unavailable: 'Files cannot be read at the moment. Try again.',
    offline: 'The service could not be reached. Check your connection.',
    silent: 'Reading this file took too long.',
    failed: 'This file could not be read. Try again.',
  };

  // ------------------------------------------------------------------------------------------------------- the chat

  /** The conversation of one speaker: its nodes, and the one answer that may be on its way. */
  class Chat {
    #options;
    #speaker;
    #epoch = 0;
    #running = null;
    #conversation = null;
    #lastText = '';
    #nodes = {};
    #files = null;
    #filesEpoch = 0;
    #timer = 0;
    #frame = 0;

    constructor(host, options) {
      this.#options = options;
      this.#speaker = new Speaker(options.site ?? null, options.token ?? null);
      this.root = host.attachShadow({ mode: 'closed' });
      styled(this.root);
      this.element = make('section', { className: 'talk', 'aria-label': options.title });
      this.root.append(this.element);
      this.#takeDropped();
      this.#build();
    }

    // Everything is made anew when the speaker changes, so that nothing typed or said before can come back by undo.
    #build() {
      const { title, greeting, note, onClose } = this.#options;
      const startAfresh = () => {
        this.wipe();
        this.focus();
      };
      const fresh = plainButton('New conversation', 'fresh', { onclick: startAfresh });
      const close = onClose ? [plainButton('Close', 'close', { onclick: onClose })] : [];
      const files = this.#speaker.identified
        ? new Files((path, options) => this.#asSpeaker(path, options), (texts) => this.#speak(texts))
        : null;
      const header = make('header', {}, make('h2', { textContent: title }), ...(files ? [files.toggle] : []), fresh, ...close);

      const suggest = (text) =>
        make('li', {}, make('button', { type: 'button', textContent: text, onclick: () => this.send(text) }));
      const suggestions = make(
        'ul',
        { className: 'suggestions', 'aria-label': 'Suggestions' },
        ...this.#options.suggestions.map(suggest),
      );
      const welcome = make(
        'div',
        { className: 'welcome' },
        make('p', { className: 'greeting', textContent: greeting }),
        suggestions,
      );
      const log = make('div', { className: 'log', role: 'log', 'aria-label': 'Messages', 'aria-live': 'off' });
      const scroller = make(
        'div',
        { className: 'scroller', tabIndex: 0, role: 'region', 'aria-label': 'Conversation' },
        welcome,
        log,
      );

      const input = make('textarea', {
        rows: 1,
        maxLength: LONGEST_MESSAGE,
        placeholder: 'Ask a question',
        autocomplete: 'off',
        enterKeyHint: 'send',
        'aria-label': 'Your message',
        oninput: () => this.#sized(),
        onkeydown: (event) => this.#onKey(event),
      });
      const send = plainButton('Send', 'send', { type: 'submit', className: 'send' });
      const stop = plainButton('Stop the answer', 'stop', { className: 'stop', hidden: true, onclick: () => this.cancel() });
      const onsubmit = (event) => {
        event.preventDefault();
        this.send(input.value);
      };
      const attach = files ? [files.attach, files.picker] : [];
      const form = make('form', { className: files ? 'composer attaching' : 'composer', onsubmit }, ...attach, input, send, stop);
      const live = make('div', { className: 'unseen', 'aria-live': 'polite', 'aria-atomic': 'false' });
      const tray = files ? [files.tray] : [];
      const words = make('p', { className: 'note', textContent: note });
      this.element.replaceChildren(header, scroller, ...tray, form, words, live);
      this.#nodes = { log, welcome, scroller, input, send, stop, live };
      this.#files?.stop();
      this.#files = files;
      this.#filesEpoch = this.#epoch;
    }

    // Files that are dropped anywhere on the chat; a page's own handling of what is dragged over it stays as it is.
    #takeDropped() {
      const carried = (event) => this.#files && !this.#veiled && event.dataTransfer?.types.includes('Files');
      const over = (event) => {
        if (carried(event)) {
          event.preventDefault();
        }
        this.element.classList.toggle('dropping', event.type === 'dragover' && !!carried(event));
      };
      const drop = (event) => {
        const taken = carried(event);
        over(event);
        if (taken) {
          this.#files.add([...event.dataTransfer.files]);
        }
      };
      this.element.dataset.drop = FILE_WORDS.drop;
      this.element.addEventListener('dragover', over);
      this.element.addEventListener('dragleave', over);
      this.element.addEventListener('drop', drop);
    }

    get #veiled() {
      return this.element.classList.contains('veiled');
    }

    /** Makes somebody else the speaker. What was shown is hidden at once, and stays only if it turns out to be the same one. */
    async identify(supplier) {
      const before = this.#speaker;
      const speaker = new Speaker(this.#options.site ?? null, supplier);
      this.#epoch++;
      this.cancel();
      this.element.classList.add('veiled');
      this.#speaker = speaker;
      try {
        await speaker.token();
      } catch {
        // Whoever it is, they are told so when they send something.
      }
      if (speaker !== this.#speaker) {
        return;
      }
      const same = this.#speaker.subject !== null && this.#speaker.subject === before.subject;
      if (!same) {
        const remembered = before.subject === null && !before.identified ? recalled(this.#options) : null;
        this.wipe();
        await this.#restore(remembered, this.#epoch);
      }
      if (speaker === this.#speaker) {
        // Until now nothing was sent in the new one's name that the one before had chosen.
        this.#filesEpoch = this.#epoch;
        this.element.classList.remove('veiled');
      }
    }

    /** Turns to the public side of another site, as a new visitor. */
    visit(site) {
      this.#options.site = site;
      this.logout();
    }

    /** Back to a visitor: nothing of the one who left remains on the page, in memory or in the tab's storage. */
    logout() {
      this.#speaker = new Speaker(this.#options.site ?? null, null);
      this.wipe();
      this.element.classList.remove('veiled');
    }

    /** A page brought back from the browser's memory asks again who is signed in before it shows anything. */
    recheck() {
      if (this.#speaker.identified && this.#options.supplierOf()) {
        this.identify(this.#options.supplierOf());
      }
    }

    wipe() {
      this.#epoch++;
      this.cancel();
      clearInterval(this.#timer);
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#running = null;
      this.#conversation = null;
      this.#lastText = '';
      remember(this.#options, null);
      this.#build();
      this.#options.onReceipt?.(null);
    }

    async #restore(conversation, epoch) {
      if (!conversation) {
        return;
      }
      try {
        const response = await call(`/v1/conversations/${encodeURIComponent(conversation)}`, {
          headers: { accept: 'application/json', authorization: `Bearer ${await this.#speaker.token()}` },
        });
        const body = response.ok ? await response.json() : null;
        if (epoch !== this.#epoch || !Array.isArray(body?.messages)) {
          return;
        }
        this.#conversation = conversation;
        remember(this.#options, conversation);
        for (const message of body.messages) {
          if (message.role === 'user') {
            this.#addQuestion(String(message.text ?? ''));
          } else if (message.role === 'assistant') {
            this.#nodes.log.append(new Answer(this.#labels(), this.#deciding()).recall(message).element);
          }
        }
        this.#toEnd();
      } catch {
        // Without its history the chat simply starts afresh.
      }
    }

    /** Changes the words around the conversation, from its next fresh start on. */
    present(options) {
      Object.assign(this.#options, options);
    }

    /** Puts a text into the composer, for the person to look at and send. */
    compose(text) {
      this.#nodes.input.value = text;
      this.#sized();
      this.focus();
    }

    focus() {
      this.#nodes.input.focus({ preventScroll: true });
    }

    cancel() {
      this.#running?.abort();
    }

    async send(raw) {
      const text = raw.trim().slice(0, LONGEST_MESSAGE);
      if (text === '' || this.#running || this.#veiled) {
        return;
      }
      this.#nodes.input.value = '';
      this.#sized();
      this.#nodes.log.querySelectorAll('.again').forEach((node) => node.remove());
      this.#addQuestion(text);
      await this.#answer(text);
    }

    async #answer(text) {
      const epoch = this.#epoch;
      const running = new AbortController();
      const answer = new Answer(this.#labels(), this.#deciding());
      this.#lastText = text;
      this.#nodes.log.append(answer.element);
      this.#busy(running);
      this.#toEnd();
      let trouble = null;
      try {
        const response = await this.#post(text, running, epoch);
        for await (const part of partsOf(response, running)) {
          if (epoch !== this.#epoch) {
            break;
          }
          answer.take(part);
          this.#soon(answer);
        }
        trouble = answer.finished || running.signal.aborted ? null : new Trouble('broken');
      } catch (error) {
        trouble = error instanceof Trouble ? error : error.name === 'AbortError' ? null : new Trouble('offline');
      }
      if (running === this.#running) {
        this.#busy(null);
        this.#follow(() => this.#conclude(answer, trouble, !answer.finished));
      }
    }

    /** Proposals are read and decided as whoever is speaking now, and as nobody else. */
    #deciding() {
      const epoch = this.#epoch;
      const approval = async (id, options) => {
        const token = await this.#speaker.token();
        if (epoch !== this.#epoch) {
          return null;
        }
        const headers = { accept: 'application/json', authorization: `Bearer ${token}`, ...options.headers };
        const response = await call(`/v1/approvals/${encodeURIComponent(id)}`, { ...options, headers });
        return response.json();
      };
      return {
        read: (id) => approval(id, {}).then((proposal) => (proposal?.id === id ? proposal : null), () => null),
        decide: (id, approved) =>
          approval(id, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ approved }),
          }).then(
            (end) => (end?.code === 'approval_expired' ? 'expired' : end?.status),
            () => null,
          ),
      };
    }

    // However fast the parts come, they are drawn once a frame.
    #soon(answer) {
      this.#frame ||= requestAnimationFrame(() => {
        this.#frame = 0;
        if (this.#running) {
          this.#follow(() => answer.draw());
          this.#speak(answer.unspoken(false));
          this.#options.onReceipt?.(answer.receipt);
        }
      });
    }

    #conclude(answer, trouble, incomplete) {
      if (!trouble && incomplete) {
        answer.notice('You stopped this answer.');
      }
      answer.settle();
      this.#speak(answer.unspoken(true));
      this.#speak(answer.receipt.scope ? [`From: ${this.#labels()[answer.receipt.scope]}.`] : []);
      if (trouble && answer.empty) {
        answer.element.remove();
      }
      if (trouble) {
        this.#showTrouble(trouble);
      }
      this.#options.onReceipt?.(answer.receipt);
    }

    /** Asks; a conversation that is there no more is forgotten. */
    async #post(text, running, epoch) {
      try {
        return await this.#withToken(epoch, running.signal, (token) => {
          this.#conversation ??= freshId();
          remember(this.#options, this.#speaker.identified ? this.#conversation : null);
          const request = call('/v1/chat', {
            method: 'POST',
            headers: {
              'content-type': 'application/json',
              accept: 'text/event-stream',
              authorization: `Bearer ${token}`,
            },
            body: JSON.stringify({ conversation: this.#conversation, message: text }),
            signal: running.signal,
          });
          return beforeSilence(request, running);
        });
      } catch (trouble) {
        if (trouble.kind === 'missing') {
          this.#conversation = null;
        }
        throw trouble;
      }
    }

    /** Sends any other request as the speaker; what comes back for one who has left is nobody's. */
    async #asSpeaker(path, options) {
      const epoch = this.#filesEpoch;
      const response = await this.#withToken(epoch, options.signal, (token) =>
        call(path, { ...options, headers: { accept: 'application/json', ...options.headers, authorization: `Bearer ${token}` } }),
      );
      if (epoch !== this.#epoch) {
        throw new DOMException('', 'AbortError');
      }
      return response;
    }

    /** Sends a request, and once more with a fresh token where the one in hand was refused. */
    async #withToken(epoch, signal, request) {
      for (let attempt = 1; ; attempt++) {
        const before = this.#speaker.subject;
        const lapsed = this.#speaker.stale || attempt > 1;
        const token = await this.#speaker.token(signal);
        if (epoch !== this.#epoch) {
          throw new DOMException('', 'AbortError');
        }
        if (lapsed) {
          this.#renewed(before);
        }
        const response = await request(token);
        if (response.ok) {
          return response;
        }
        if (response.status === 401 && attempt === 1) {
          this.#speaker.forget();
          continue;
        }
        const trouble = await Trouble.of(response);
        if (trouble.kind === 'expired') {
          this.#speaker.forget();
        }
        throw trouble;
      }
    }

    // A new visitor token is a new visitor, who does not own the earlier conversation. A new token of somebody else must
    // not carry the question of the one who typed it.
    #renewed(before) {
      if (!this.#speaker.identified) {
        this.#conversation = null;
        if (this.#nodes.log.childElementCount > 2) {
          this.#nodes.log.lastChild.before(make('div', { className: 'turn break', textContent: RENEWED }));
        }
      } else if (this.#speaker.subject === null || this.#speaker.subject !== before) {
        this.wipe();
        throw new DOMException('', 'AbortError');
      }
    }

    #showTrouble(trouble) {
      const retry = () => {
        box.remove();
        this.focus();
        this.#answer(this.#lastText);
      };
      const again = make('button', { type: 'button', className: 'again', textContent: 'Try again', onclick: retry });
      const box = make('div', { className: `turn trouble ${trouble.kind}` }, make('p', { textContent: trouble.text }));
      if (trouble.retriable) {
        box.append(again);
      } else if (trouble.kind === 'refused') {
        this.#nodes.input.value = this.#lastText;
        this.#sized();
      }
      if (trouble.reference) {
        box.append(make('p', { className: 'reference', textContent: `Reference: ${visible(trouble.reference)}` }));
      }
      this.#nodes.log.append(box);
      this.#speak([trouble.text]);
      if (trouble.retryAfter > 0) {
        this.#countDown(again, trouble.retryAfter);
      }
    }

    #countDown(button, seconds) {
      const until = Date.now() + seconds * 1000;
      const tick = () => {
        const left = Math.ceil((until - Date.now()) / 1000);
        button.disabled = left > 0;
        button.textContent = left > 0 ? `Try again in ${left} s` : 'Try again';
        if (left <= 0) {
          clearInterval(this.#timer);
        }
      };
      clearInterval(this.#timer);
      this.#timer = setInterval(tick, 500);
      tick();
    }

    #addQuestion(text) {
      this.#nodes.welcome.hidden = true;
      this.#nodes.log.append(
        make('div', { className: 'turn question' }, unseen('You: '), make('p', { textContent: visible(text) })),
      );
    }

    #busy(running) {
      const { send, stop, log } = this.#nodes;
      const leaving = running === null && this.root.activeElement === stop;
      const sending = running !== null && this.root.activeElement === send;
      this.#running = running;
      send.hidden = running !== null;
      stop.hidden = running === null;
      log.setAttribute('aria-busy', String(running !== null));
      if (leaving || sending) {
        this.focus();
      }
    }

    #labels() {
      return { ...SCOPES, ...this.#options.labels };
    }

    #speak(texts) {
      this.#nodes.live.append(...texts.filter((text) => text !== '').map((text) => make('p', { textContent: text })));
      while (this.#nodes.live.childNodes.length > 30) {
        this.#nodes.live.firstChild.remove();
      }
    }

    // Keeps the end in sight for whoever was reading there, and leaves alone whoever scrolled away. An answer that is
    // longer than the view is shown from its question on: it is read from its beginning.
    #follow(change) {
      const { scroller } = this.#nodes;
      const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 80;
      change();
      if (near) {
        this.#toEnd();
      }
    }

    #toEnd() {
      const { scroller, log } = this.#nodes;
      const question = [...log.querySelectorAll('.question')].at(-1);
      const above = question ? question.getBoundingClientRect().top - scroller.getBoundingClientRect().top : Infinity;
      scroller.scrollTop = Math.min(scroller.scrollHeight, scroller.scrollTop + above - 14);
    }

    #sized() {
      const { input } = this.#nodes;
      const wrapped = input.value.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 60), 0);
      input.rows = Math.min(Math.max(wrapped, 1), 6);
    }

    #onKey(event) {
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.send(this.#nodes.input.value);
      } else if (event.key === 'Escape' && this.#running && !this.#options.onClose) {
        this.cancel();
      }
    }
  }

  const RENEWED = 'The session had expired. This is a new one, which does not know the messages above.';

  function freshId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return 'w-' + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  // Only the conversation's id is kept, only in this tab, and only for people who are signed in: without their token it
  // opens nothing.
  function remember({ remember: key }, conversation) {
    try {
      if (key && conversation) {
        sessionStorage.setItem(key, conversation);
      } else if (key) {
        sessionStorage.removeItem(key);
      }
    } catch {
      // A page may not be allowed to keep anything.
    }
  }

  function recalled({ remember: key }) {
    try {
      return key ? sessionStorage.getItem(key) : null;
    } catch {
      return null;
    }
  }

  // ---------------------------------------------------------------------------------------------------- the launcher

  /** The button in the corner and the dialog it opens. There is one on a page, whatever happens to the page. */
  class Launcher {
    #host = document.createElement('ringfence-chat');
    #panelHost = document.createElement('div');
    #button;
    #panel;
    #open = false;
    #focused = false;
    #watcher = new MutationObserver(() => this.#attach());
    #attached = [];

    constructor(settings) {
      if (settings.theme) {
        this.#panelHost.dataset.theme = settings.theme;
        this.#host.dataset.theme = settings.theme;
      }
      this.#host.classList.toggle('left', settings.side === 'left');
      const root = this.#host.attachShadow({ mode: 'closed' });
      styled(root);
      this.chat = new Chat(this.#panelHost, { ...settings, onClose: () => this.close() });
      this.#button = make(
        'button',
        {
          type: 'button',
          className: 'launcher',
          'aria-label': `Open ${settings.title}`,
          'aria-haspopup': 'dialog',
          'aria-expanded': 'false',
          onclick: () => (this.#open ? this.close() : this.open()),
        },
        icon('chat'),
        icon('close'),
      );
      this.#panel = make(
        'div',
        {
          className: 'panel',
          role: 'dialog',
          'aria-label': settings.title,
          hidden: true,
          onkeydown: (event) => this.#onKey(event),
        },
        this.#panelHost,
      );
      root.append(this.#panel, this.#button);
      root.addEventListener('focusin', () => (this.#focused = true));
      root.addEventListener('focusout', () => queueMicrotask(() => (this.#focused &&= !this.#host.isConnected)));
      this.settings = settings;
      this.#attach();
    }

    open() {
      this.#show(true);
      this.chat.focus();
    }

    close() {
      this.#show(false);
      this.#button.focus({ preventScroll: true });
    }

    #show(open) {
      this.#open = open;
      this.#panel.hidden = !open;
      this.#panel.setAttribute('aria-modal', String(open && matchMedia('(max-width: 480px)').matches));
      this.#button.setAttribute('aria-expanded', String(open));
      this.#button.setAttribute('aria-label', `${open ? 'Close' : 'Open'} ${this.settings.title}`);
      this.#host.classList.toggle('open', open);
    }

    // Site builders swap the body, or all it contains, without a reload. Only the three parents are watched, not the page.
    // A page that keeps throwing the launcher out gets its way after a while.
    #attach() {
      this.#watcher.disconnect();
      const now = Date.now();
      this.#attached = this.#attached.filter((time) => now - time < 10_000);
      if (!this.#host.isConnected && document.body) {
        if (this.#attached.length >= 50) {
          return;
        }
        this.#attached.push(now);
        document.body.append(this.#host);
        this.#resume();
      }
      for (const parent of [document, document.documentElement, document.body]) {
        if (parent) {
          this.#watcher.observe(parent, { childList: true });
        }
      }
    }

    // Whoever was typing when the page went goes on typing.
    #resume() {
      if (this.#focused && this.#open) {
        this.chat.focus();
      } else if (this.#focused) {
        this.#button.focus({ preventScroll: true });
      }
    }

    #onKey(event) {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.close();
      } else if (event.key === 'Tab') {
        const inside = [...this.chat.element.querySelectorAll(FOCUSABLE)].filter(
          (element) => !element.disabled && element.getClientRects().length > 0,
        );
        const edge = event.shiftKey ? inside[0] : inside.at(-1);
        if (this.chat.root.activeElement === edge) {
          event.preventDefault();
          (event.shiftKey ? inside.at(-1) : inside[0]).focus();
        }
      }
    }
  }

  const FOCUSABLE = 'button, textarea, a[href], [tabindex="0"]';

  // ------------------------------------------------------------------------------------------------------- its looks

  const LIGHT = `--bg:#fff;--raised:#f6f5f1;--ink:#1c2126;--soft:#555d65;--line:#dddbd3;--accent:var(--ringfence-accent,#0e5f53);
    --on-accent:#fff;--mine:#e6f0ec;--error:#9c2a1f;--error-bg:#fbeeec;--public:#23528a;--public-bg:#eaf1f9;--account:#0e5f53;
    --account-bg:#e3f1ec;--mixed:#6a3f8c;--mixed-bg:#f3edf8;--none:#555d65;--none-bg:#efeeea;--shadow:0 12px 40px #1c212633,0 2px 8px #1c21261f;color-scheme:light;`;
  const DARK = `--bg:#15181b;--raised:#1e2327;--ink:#e9e7e2;--soft:#a7adb3;--line:#343b41;--accent:var(--ringfence-accent-dark,#6cc9b5);
    --on-accent:#08211c;--mine:#20332e;--error:#f3a399;--error-bg:#2b1d1c;--public:#9cc3f0;--public-bg:#1b2a3b;--account:#7fd3c0;
    --account-bg:#18312b;--mixed:#cfaeea;--mixed-bg:#2d2238;--none:#a7adb3;--none-bg:#262b30;--shadow:0 12px 40px #000a,0 2px 8px #0008;color-scheme:dark;`;
  const CSS = `
  :host{all:initial;${LIGHT}font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",sans-serif;color:var(--ink)}
  @media (prefers-color-scheme:dark){:host(:not([data-theme=light])){${DARK}}}
  :host([data-theme=dark]){${DARK}}
  :host([data-theme=light]){${LIGHT}}
  *,*::before,*::after{box-sizing:border-box}
  [hidden]{display:none!important}
  .unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
  .icon{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
  .icon-stop{fill:currentColor}
  button{font:inherit;color:inherit;cursor:pointer;border:0;background:none;padding:0;touch-action:manipulation}
  button:disabled{cursor:default;opacity:.65}
  :focus{outline:none}
  :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
  a{color:var(--accent);text-underline-offset:2px}
  .talk{display:flex;flex-direction:column;height:100%;min-height:0;background:var(--bg);color:var(--ink);overflow:hidden;position:relative}
  .talk.veiled .scroller,.talk.veiled .composer,.talk.veiled .tray{visibility:hidden}
  header{display:flex;align-items:center;gap:4px;padding:8px 8px 8px 18px;border-bottom:1px solid var(--line);flex:none}
  h2{margin:0 auto 0 0;font-size:15px;font-weight:650;letter-spacing:-.005em;min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
  .plain{width:40px;height:40px;display:grid;place-items:center;border-radius:8px;color:var(--soft)}
  .plain:hover{background:var(--raised);color:var(--ink)}
  .scroller{flex:1;min-height:0;overflow-y:auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--line) transparent}
  .welcome{padding:22px 18px 4px;max-width:720px;margin:0 auto}
  .greeting{margin:0 0 16px;font-size:17px;line-height:1.45;text-wrap:pretty}
  .suggestions{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:8px}
  .suggestions button{border:1px solid var(--line);border-radius:10px;padding:9px 13px;text-align:left;background:var(--bg);min-height:40px}
  .suggestions button:hover{border-color:var(--accent);background:var(--raised)}
  .log{list-style:none;margin:0 auto;padding:18px;max-width:720px;display:flex;flex-direction:column;gap:18px}
  .scroller:focus-visible{outline-offset:-3px}
  .log:empty{display:none}
  .turn{min-width:0;overflow-wrap:anywhere}
  .turn p{margin:0}
  .question{align-self:flex-end;max-width:85%;background:var(--mine);border-radius:14px 14px 4px 14px;padding:9px 14px;white-space:pre-wrap}
  .answer{align-self:stretch}
  .turn .text>*{margin:0 0 10px}
  .turn .text>:last-child{margin-bottom:0}
  .text .heading{font-weight:650}
  .text ul,.text ol{padding-left:22px}
  .text li{margin:3px 0}
  .text blockquote{padding:2px 0 2px 14px;border-left:3px solid var(--line);color:var(--soft)}
  .text code{font:.88em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;background:var(--raised);border-radius:4px;padding:1px 4px}
  .text pre{background:var(--raised);border-radius:8px;padding:10px 12px;overflow-x:auto}
  .text pre code{background:none;padding:0}
  .text hr{border:0;border-top:1px solid var(--line)}
  .table{overflow-x:auto;border:1px solid var(--line);border-radius:8px}
  table{border-collapse:collapse;font-size:13.5px;width:100%;font-variant-numeric:tabular-nums}
  th,td{text-align:left;padding:7px 8px;border-top:1px solid var(--line);overflow-wrap:normal;vertical-align:top}
  .short{white-space:nowrap}
  thead th,tbody:first-child tr:first-child td{border-top:0}
  th{font-weight:600;background:var(--raised)}
  @container (max-width:460px){
    .ruled table,.ruled tbody,.ruled tr,.ruled td{display:block}
    .ruled thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
    .ruled tr{padding:9px 12px;border-top:1px solid var(--line)}
    .ruled tbody tr:first-child{border-top:0}
    .ruled td{position:relative;border:0;padding:1px 0 1px 88px;white-space:normal;overflow-wrap:anywhere}
    .ruled td::before{content:attr(data-label);position:absolute;left:0;width:80px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--soft)}
    .ruled td:first-child{padding-left:0;font-weight:650}
    .ruled td:first-child::before{content:none}
    .ruled td:empty{display:none}
  }
  .status{display:flex;align-items:center;gap:10px;color:var(--soft);min-height:24px}
  .status.started{order:1;margin-top:8px!important}
  .answer{display:flex;flex-direction:column}
  .status.started .doing{display:none}
  .text{order:0;container-type:inline-size}.notices,.origin{order:2}
  .dots{display:inline-flex;gap:4px}
  .dots i{width:6px;height:6px;border-radius:50%;background:currentColor;animation:beat 1.2s infinite ease-in-out}
  .dots i:nth-child(2){animation-delay:.15s}.dots i:nth-child(3){animation-delay:.3s}
  @keyframes beat{0%,70%,100%{opacity:.3}35%{opacity:1}}
  .cards{order:1;display:flex;flex-direction:column;gap:10px}.cards:not(:empty){margin-top:12px}
  .card{border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:10px;padding:12px 14px;background:var(--raised)}
  .card .heading{font-weight:650}
  .card dl{display:grid;grid-template-columns:minmax(72px,auto) 1fr;gap:4px 14px;margin:8px 0}
  .card dt{color:var(--soft)}.card dd{margin:0;overflow-wrap:anywhere;white-space:pre-wrap}
  .card .undo{font-size:13.5px;color:var(--soft)}
  .card .actions{display:flex;flex-wrap:wrap;gap:8px;margin-top:10px}
  .card .actions button{min-height:44px;min-width:104px;padding:8px 16px;border-radius:10px;border:1px solid var(--line);background:var(--bg)}
  .card .actions .approve{background:var(--accent);color:var(--on-accent);border-color:var(--accent)}
  .card .outcome:not(:empty){margin-top:8px;font-weight:550}
  .notices p{margin-top:8px;font-size:13.5px;color:var(--soft)}
  .origin{display:flex;flex-wrap:wrap;align-items:center;gap:6px 14px;margin-top:10px;font-size:13px}
  .origin:empty{display:none}
  .badge{display:inline-flex;align-items:center;gap:6px;border-radius:6px;padding:3px 9px 3px 7px;font-weight:550;line-height:1.4}
  .badge .icon{width:14px;height:14px;stroke-width:2}
  .badge.public{color:var(--public);background:var(--public-bg)}.badge.account{color:var(--account);background:var(--account-bg)}
  .badge.mixed{color:var(--mixed);background:var(--mixed-bg)}.badge.none{color:var(--none);background:var(--none-bg)}
  .sources{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:4px 14px;color:var(--soft);counter-reset:source}
  .sources li{counter-increment:source}
  .sources li::before{content:counter(source) "\\2002";font-variant-numeric:tabular-nums;opacity:.8}
  .sources .rest::before{content:none}
  .fold{color:var(--accent);text-decoration:underline;text-underline-offset:2px;min-height:24px;padding:0 2px}
  .sources a{color:inherit}
  .sources a:hover{color:var(--ink)}
  .break{font-size:13.5px;color:var(--soft);text-align:center;border-top:1px solid var(--line);padding-top:12px}
  .trouble{background:var(--error-bg);color:var(--error);border-radius:10px;padding:12px 14px}
  .again:disabled{opacity:1}
  .again{margin-top:8px;border:1px solid currentColor;border-radius:8px;padding:6px 12px;min-height:36px;font-variant-numeric:tabular-nums}
  .reference{font-size:12.5px;margin-top:8px!important;font-family:ui-monospace,Menlo,Consolas,monospace}
  .composer{display:flex;align-items:flex-end;gap:6px;margin:0 auto;width:calc(100% - 28px);max-width:720px;border:1px solid var(--line);border-radius:14px;background:var(--bg);padding:5px 5px 5px 14px;flex:none}
  .composer:focus-within{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
  textarea{flex:1;min-width:0;font:inherit;font-size:16px;line-height:24px;color:inherit;background:none;border:0;padding:8px 0;resize:none;max-height:168px;field-sizing:content}
  textarea:focus-visible{outline:none}
  textarea::placeholder{color:var(--soft);opacity:1}
  .composer.attaching{padding-left:5px}
  .tray{flex:none;max-height:38%;overflow-y:auto;border-top:1px solid var(--line);margin-bottom:8px;padding:10px 18px;background:var(--raised)}
  .tray>*{max-width:720px;margin:0 auto}
  .tray .heading{font-weight:650}.tray .none{color:var(--soft);font-size:13.5px}
  .tray .problem,.files .failed .state{color:var(--error)}
  .files{list-style:none;padding:0}
  .files li{display:grid;grid-template-columns:1fr auto;align-items:center;column-gap:8px;min-height:44px;padding:4px 0;border-top:1px solid var(--line)}
  .files li:first-child{border-top:0}
  .files .name{grid-area:1/1;overflow-wrap:anywhere}.files .state{grid-area:2/1;font-size:13px;color:var(--soft)}.files .state:empty{display:none}
  .files progress{grid-area:3/1;width:100%;height:6px;accent-color:var(--accent)}
  .files .plain{grid-area:1/2/span 3/auto}
  .files li:has(.state:empty) .name{grid-row:1/span 3}
  .talk.dropping::after{content:attr(data-drop);position:absolute;inset:8px;display:grid;place-items:center;border:2px dashed var(--accent);border-radius:12px;background:var(--bg);opacity:.94;pointer-events:none}
  .send,.stop{width:40px;height:40px;border-radius:10px;display:grid;place-items:center;flex:none;background:var(--accent);color:var(--on-accent)}
  .stop{background:var(--raised);color:var(--ink)}
  .send:hover{filter:brightness(1.1)}
  .note{margin:0 auto;padding:7px 18px 11px;font-size:12.5px;line-height:1.4;color:var(--soft);text-align:center;flex:none;max-width:720px}
  .launcher{position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:18px;background:var(--accent);color:var(--on-accent);display:grid;place-items:center;box-shadow:var(--shadow);z-index:2147483000}
  .launcher .icon{width:26px;height:26px}
  .launcher .icon-close,:host(.open) .launcher .icon-chat{display:none}
  :host(.open) .launcher .icon-close{display:block}
  .launcher:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
  .panel{position:fixed;right:20px;bottom:88px;width:400px;height:min(640px,calc(100dvh - 108px));border-radius:16px;overflow:hidden;border:1px solid var(--line);background:var(--bg);box-shadow:var(--shadow);z-index:2147483001;animation:rise .16s ease-out}
  .panel>div{display:block;height:100%}
  @keyframes rise{from{opacity:0;transform:translateY(8px)}}
  :host(.left) .launcher,:host(.left) .panel{right:auto;left:20px}
  :host([data-mounted]){display:block;height:100%}
  @media (max-width:480px){
    .panel{inset:0!important;width:auto;height:100dvh;border:0;border-radius:0}
    .panel .talk{padding-bottom:env(safe-area-inset-bottom)}
    :host(.open) .launcher{display:none}
    .plain{width:44px;height:44px}
  }
  @media (prefers-reduced-motion:reduce){*,*::before,*::after{animation:none!important;transition:none!important}.dots i{opacity:.7}}
  @media (forced-colors:active){.question,.trouble,.badge,.composer,.launcher{border:1px solid}}
  @media print{.launcher,.panel{display:none}}`;

  let sheet = null;

  /** Dresses a shadow root. A constructed sheet is no inline style; where there is none, the tag's nonce vouches for one. */
  function styled(root) {
    if ('adoptedStyleSheets' in Document.prototype && 'replaceSync' in CSSStyleSheet.prototype) {
      if (!sheet) {
        sheet = new CSSStyleSheet();
        sheet.replaceSync(CSS);
      }
      root.adoptedStyleSheets = [sheet];
    } else {
      root.append(make('style', { nonce: tag?.nonce ?? '', textContent: CSS }));
    }
  }

  // ---------------------------------------------------------------------------------------------- what a page can do

  const chats = new Set();
  let launcher = null;
  let supplier = null;
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel('ringfence') : null;

  function settings(options) {
    return {
      title: 'Chat',
      greeting: 'Hello. What would you like to know?',
      note: 'Answers are automatic. Check what matters.',
      suggestions: [],
      supplierOf: () => supplier,
      ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
    };
  }

  function leave() {
    supplier = null;
    chats.forEach((chat) => chat.logout());
  }

  const api = Object.freeze({
    version: 1,

    /** Says who is signed in: a function that gives their token, called again when one has expired. */
    identify(giveToken) {
      if (typeof giveToken !== 'function') {
        throw new TypeError('identify takes a function that gives a token');
      }
      supplier = giveToken;
      return Promise.all([...chats].map((chat) => chat.identify(giveToken))).then(() => {});
    },

    /** Forgets whoever was signed in, here and in this site's other tabs. */
    logout() {
      leave();
      channel?.postMessage('logout');
    },

    open: () => launcher?.open(),
    close: () => launcher?.close(),

    /** Puts a chat into an element of the page. Options: site, title, greeting, note, suggestions, labels, theme, onReceipt. */
    mount(element, options = {}) {
      const host = document.createElement('ringfence-chat');
      host.dataset.mounted = '';
      if (options.theme) {
        host.dataset.theme = options.theme;
      }
      let own = null;
      const chat = new Chat(host, settings({ ...options, supplierOf: () => own ?? supplier, onClose: undefined }));
      chats.add(chat);
      element.replaceChildren(host);
      if (supplier) {
        chat.identify(supplier);
      }
      return Object.freeze({
        identify: (giveToken) => {
          own = giveToken;
          return chat.identify(giveToken);
        },
        logout: () => {
          own = null;
          chat.logout();
        },
        visit: (site) => {
          own = null;
          chat.visit(site);
        },
        present: (words) => chat.present(words),
        compose: (text) => chat.compose(text),
        send: (text) => chat.send(text),
        unmount: () => {
          chat.logout();
          chats.delete(chat);
          host.remove();
        },
      });
    },
  });

  function start() {
    const { site, title, greeting, theme, side } = tag.dataset;
    launcher = new Launcher(settings({ site, title, greeting, theme, side, remember: 'ringfence.conversation' }));
    chats.add(launcher.chat);
    if (supplier) {
      launcher.chat.identify(supplier);
    }
  }

  Object.defineProperty(window, 'ringfence', { value: api });
  channel?.addEventListener('message', ({ data }) => data === 'logout' && leave());
  window.addEventListener('pageshow', (event) => event.persisted && chats.forEach((chat) => chat.recheck()));
  if (tag && (tag.dataset.site || 'launcher' in tag.dataset)) {
    if (document.body) {
      start();
    } else {
      document.addEventListener('DOMContentLoaded', start, { once: true });
    }
  }
  document.dispatchEvent(new Event('ringfence:ready'));
})();
