// The AI SDK with its providers for OpenAI's form, several turns long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, load, token, told, unique, visitor } from './service.mjs';

const { generateText, streamText, APICallError } = await load('ai');
const { createOpenAICompatible } = await load('@ai-sdk/openai-compatible');
const { createOpenAI } = await load('@ai-sdk/openai');

const baseURL = `${base}/v1`;
const compatible = (apiKey) =>
  createOpenAICompatible({ name: 'ringfence', baseURL, apiKey, includeUsage: true })('ringfence');
const providers = {
  'openai-compatible': compatible(token),
  openai: createOpenAI({ baseURL, apiKey: token }).chat('ringfence'),
};

for (const [name, model] of Object.entries(providers)) {
  test(`${name}: four turns, each whole`, async () => {
    const questions = [];
    const messages = [];
    for (const word of ['one', 'two', 'three', 'four']) {
      questions.push(unique(word));
      messages.push({ role: 'user', content: questions.at(-1) });
      const result = await generateText({ model, messages, maxRetries: 0, temperature: 0.2 });
      assert.equal(result.text, told(...questions));
      assert.equal(result.finishReason, 'stop');
      messages.push(...result.response.messages);
    }
  });

  test(`${name}: four turns, each streamed`, async () => {
    const questions = [];
    const messages = [];
    for (const word of ['one', 'two', 'three', 'four']) {
      questions.push(unique(word));
      messages.push({ role: 'user', content: questions.at(-1) });
      const result = streamText({ model, messages, maxRetries: 0 });
      let text = '';
      for await (const piece of result.textStream) {
        text += piece;
      }
      assert.equal(text, told(...questions));
      assert.equal(await result.finishReason, 'stop');
      assert.ok((await result.usage).totalTokens >= 0);
      messages.push(...(await result.response).messages);
    }
  });

  test(`${name}: instructions of the client change nothing`, async () => {
    const question = unique('one');
    const result = await generateText(
      { model, system: 'You are a pirate.', prompt: question, maxRetries: 0 });
    assert.equal(result.text, told(question));
  });

  test(`${name}: an error in the midst of a stream is a part of it`, async () => {
    const result = streamText({ model, prompt: 'break', maxRetries: 0, onError: () => {} });
    const errors = [];
    for await (const part of result.fullStream) {
      if (part.type === 'error') {
        errors.push(JSON.stringify(part.error) + String(part.error?.message ?? part.error));
      }
    }
    assert.equal(errors.length, 1);
    assert.match(errors[0], /model_broken|cannot be read/);
  });
}

const refusals = [
  ['nobody', 'nonsense', {}, 401, 'token_invalid'],
  ['a visitor', visitor, {}, 403, 'sign_in_required'],
  ['words that end it', token, { stopSequences: ['x'] }, 400, 'body_invalid'],
];
for (const [who, apiKey, options, status, code] of refusals) {
  test(`an error is raised as what it is: ${who}`, async () => {
    await assert.rejects(
      generateText({ model: compatible(apiKey), prompt: 'Hello', maxRetries: 0, ...options }),
      (error) => {
        assert.ok(APICallError.isInstance(error), String(error));
        assert.equal(error.statusCode, status);
        assert.equal(error.data.error.code, code);
        return true;
      });
  });
}
