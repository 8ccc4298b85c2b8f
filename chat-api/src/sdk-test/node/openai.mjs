// OpenAI's own SDK, several turns long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, email, load, token, told, unique, visitor } from './service.mjs';

const { default: OpenAI } = await load('openai');
const client = new OpenAI({ baseURL: `${base}/v1`, apiKey: token, maxRetries: 0 });
const model = 'ringfence';

test('four turns, each an object', async () => {
  const questions = [];
  const messages = [{ role: 'system', content: 'You are a pirate.' }];
  const conversations = new Set();
  for (const word of ['one', 'two', 'three', 'four']) {
    questions.push(unique(word));
    messages.push({ role: 'user', content: questions.at(-1) });
    const answer = await client.chat.completions.create({ model, messages });
    const choice = answer.choices[0];
    assert.equal(choice.message.content, told(...questions));
    assert.equal(choice.finish_reason, 'stop');
    assert.equal(answer.usage.total_tokens, answer.usage.prompt_tokens + answer.usage.completion_tokens);
    conversations.add(answer.x_ringfence.conversation);
    messages.push(choice.message);
  }
  assert.equal(conversations.size, 1);
});

test('four turns, each a stream', async () => {
  const questions = [];
  const messages = [];
  for (const word of ['one', 'two', 'three', 'four']) {
    questions.push(unique(word));
    messages.push({ role: 'user', content: [{ type: 'text', text: questions.at(-1) }] });
    const stream = await client.chat.completions.create(
      { model, messages, stream: true, stream_options: { include_usage: true } });
    let text = '';
    let reason;
    let usage;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      reason = chunk.choices[0]?.finish_reason ?? reason;
      usage = chunk.usage ?? usage;
    }
    assert.equal(text, told(...questions));
    assert.equal(reason, 'stop');
    assert.ok(usage.total_tokens >= 0);
    messages.push({ role: 'assistant', content: text });
  }
});

test('three turns with the helper that gathers a stream', async () => {
  const questions = [];
  const messages = [];
  for (const word of ['one', 'two', 'three']) {
    questions.push(unique(word));
    messages.push({ role: 'user', content: questions.at(-1) });
    const answer = await client.chat.completions.stream({ model, messages }).finalChatCompletion();
    assert.equal(answer.choices[0].message.content, told(...questions));
    assert.equal(answer.x_ringfence.scope, 'none');
    messages.push(answer.choices[0].message);
  }
});

test('a value is read, and known in the next turn', async () => {
  const messages = [{ role: 'user', content: unique('profile') }];
  const first = await client.chat.completions.create({ model, messages });
  assert.match(first.choices[0].message.content, new RegExp(email.replaceAll('.', '\\.')));
  assert.equal(first.x_ringfence.scope, 'account');
  messages.push(first.choices[0].message, { role: 'user', content: unique('again') });
  const second = await client.chat.completions.create({ model, messages });
  assert.match(second.choices[0].message.content, /Answered before: 1\./);
});

test('a named conversation needs no history', async () => {
  const metadata = { conversation: unique('named') };
  const questions = [unique('one'), unique('two'), unique('three')];
  for (let turn = 0; turn < questions.length; turn++) {
    const answer = await client.chat.completions.create(
      { model, metadata, messages: [{ role: 'user', content: questions[turn] }] });
    assert.equal(answer.choices[0].message.content, told(...questions.slice(0, turn + 1)));
    assert.equal(answer.x_ringfence.conversation, metadata.conversation);
  }
});

test('the models are the one', async () => {
  const ids = [];
  for await (const found of client.models.list()) {
    ids.push(found.id);
  }
  assert.deepEqual(ids, [model]);
});

const messages = [{ role: 'user', content: 'Hello' }];
const refusals = [
  ['nobody', 'nonsense', { model, messages }, OpenAI.AuthenticationError, 401, 'token_invalid', null],
  ['a visitor', visitor, { model, messages }, OpenAI.PermissionDeniedError, 403, 'sign_in_required', null],
  ['another model', token, { model: 'gpt-5', messages }, OpenAI.NotFoundError, 404, 'model_not_found', 'model'],
  ['two answers', token, { model, messages, n: 2 }, OpenAI.BadRequestError, 400, 'body_invalid', 'n'],
  ['a picture', token,
    { model, messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:,' } }] }] },
    OpenAI.BadRequestError, 400, 'body_invalid', 'messages[0].content[0]'],
  ['a broken model', token, { model, messages: [{ role: 'user', content: 'break' }] },
    OpenAI.InternalServerError, 503, 'model_broken', null],
];
for (const [who, apiKey, body, kind, status, code, param] of refusals) {
  test(`an error is raised as what it is: ${who}`, async () => {
    const other = new OpenAI({ baseURL: `${base}/v1`, apiKey, maxRetries: 0 });
    await assert.rejects(other.chat.completions.create(body), (error) => {
      assert.ok(error instanceof kind, String(error));
      assert.deepEqual([error.status, error.code, error.param], [status, code, param]);
      assert.match(error.requestID, /^[0-9a-f-]{36}$/);
      return true;
    });
  });
}

test('an error in the midst of a stream is raised', async () => {
  const stream = await client.chat.completions.create(
    { model, messages: [{ role: 'user', content: 'break' }], stream: true });
  await assert.rejects(
    async () => {
      for await (const chunk of stream) {
        assert.equal(chunk.choices[0].finish_reason, null);
      }
    },
    (error) => {
      assert.ok(error instanceof OpenAI.APIError, String(error));
      assert.equal(error.code, 'model_broken');
      return true;
    });
});

test('a stream that is left is no longer made', async () => {
  const stream = await client.chat.completions.create(
    { model, messages: [{ role: 'user', content: 'endless' }], stream: true });
  let text = '';
  for await (const chunk of stream) {
    text += chunk.choices[0].delta.content ?? '';
    if (text.length > 20) {
      break;
    }
  }
  assert.match(text, /and on/);
});
