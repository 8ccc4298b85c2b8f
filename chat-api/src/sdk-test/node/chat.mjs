// What useChat is made of, without a page around it: the AI SDK's chat and its transport, against /v1/chat.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, email, load, token, told, unique } from './service.mjs';

const { AbstractChat, DefaultChatTransport } = await load('ai');

/** A chat that holds its state itself. */
class Chat extends AbstractChat {
  constructor(id, authorization) {
    const state = {
      status: 'ready',
      error: undefined,
      messages: [],
      pushMessage: (message) => { state.messages = [...state.messages, message]; },
      popMessage: () => { state.messages = state.messages.slice(0, -1); },
      replaceMessage: (index, message) => { state.messages = state.messages.with(index, message); },
      snapshot: (thing) => structuredClone(thing),
    };
    super({
      id,
      state,
      transport: new DefaultChatTransport({ api: `${base}/v1/chat`, headers: { authorization } }),
    });
  }

  parts(type) {
    return this.messages.at(-1).parts.filter((part) => part.type === type);
  }

  text() {
    return this.parts('text').map((part) => part.text).join('');
  }
}

const chat = () => new Chat(unique('chat'), `Bearer ${token}`);

test('four turns', async () => {
  const talk = chat();
  const questions = [];
  for (const word of ['one', 'two', 'three', 'four']) {
    questions.push(unique(word));
    await talk.sendMessage({ text: questions.at(-1) });
    assert.equal(talk.error, undefined);
    assert.equal(talk.status, 'ready');
    assert.equal(talk.text(), told(...questions));
    assert.equal(talk.parts('data-scope')[0].data.scope, 'none');
  }
  assert.equal(talk.messages.length, 8);
});

test('what was read stands in the message', async () => {
  const talk = chat();
  await talk.sendMessage({ text: unique('profile') });
  assert.ok(talk.text().includes(email));
  assert.equal(talk.parts('data-scope')[0].data.scope, 'account');
  assert.equal(talk.parts('data-receipt')[0].data.tools[0].name, 'my_profile');
  assert.equal(talk.parts('source-document').length, 1);
  await talk.sendMessage({ text: unique('again') });
  assert.match(talk.text(), /Answered before: 1\./);
});

test('a failure of the model is the error of the chat', async () => {
  const talk = chat();
  await talk.sendMessage({ text: 'break' });
  assert.equal(talk.status, 'error');
  assert.match(talk.error.message, /model_broken/);
});

test('a token that is not accepted is the error of the chat', async () => {
  const talk = new Chat(unique('chat'), 'Bearer nonsense');
  await talk.sendMessage({ text: 'Hello' });
  assert.equal(talk.status, 'error');
  assert.match(talk.error.message, /token_invalid/);
});

test('an answer that is stopped ends, and the chat goes on', async () => {
  const talk = chat();
  const sent = talk.sendMessage({ text: 'endless' });
  while (talk.status !== 'streaming' || talk.text().length < 20) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await talk.stop();
  await sent;
  assert.equal(talk.status, 'ready');
  await talk.sendMessage({ text: unique('next') });
  assert.match(talk.text(), /^Asked: endless \/ next/);
});
