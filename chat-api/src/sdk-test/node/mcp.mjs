// The official MCP SDKs: the one for the newest version of the protocol, and the one for the version before.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { base, email, visitor } from './service.mjs';

const previous = process.env.RINGFENCE_SDK === 'previous';
const { Client, StreamableHTTPClientTransport } = previous
  ? {
      ...(await import('@modelcontextprotocol/sdk/client/index.js')),
      ...(await import('@modelcontextprotocol/sdk/client/streamableHttp.js')),
    }
  : await import('@modelcontextprotocol/client');
const tokens = JSON.parse(process.env.RINGFENCE_TOKENS);

async function connected(token) {
  const client = new Client(
    { name: 'test', version: '1' },
    previous ? {} : { versionNegotiation: { mode: { pin: '2026-07-28' } } });
  const headers = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { requestInit: { headers } }));
  return client;
}

const call = (client, name, args = {}) => client.callTool({ name, arguments: args });
const rows = async (client, name, args) => {
  const result = await call(client, name, args);
  assert.ok(!result.isError, JSON.stringify(result));
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
  return result.structuredContent.rows;
};

test('it introduces itself in the version that was asked for', async () => {
  const client = await connected(tokens.ana);
  assert.equal(client.getServerVersion().name, 'ringfence');
  assert.deepEqual(client.getServerCapabilities(), { tools: {} });
  assert.match(client.getInstructions(), /placeholder/);
  if (previous) {
    assert.equal(client.transport.protocolVersion, '2025-11-25');
    await client.ping();
  } else {
    assert.equal(client.getNegotiatedProtocolVersion(), '2026-07-28');
  }
  await client.close();
});

test('tools are those of the role', async () => {
  const names = async (token) => {
    const client = await connected(token);
    const { tools } = await client.listTools();
    await client.close();
    for (const tool of tools) {
      assert.equal(tool.annotations.readOnlyHint, true);
      assert.equal(tool.inputSchema.type, 'object');
    }
    return tools.map((tool) => tool.name);
  };
  const customer = await names(tokens.ana);
  const staff = await names(tokens.sam);
  assert.ok(customer.includes('my_profile') && !customer.includes('find_customer'));
  assert.ok(staff.includes('find_customer') && !staff.includes('my_profile'));
});

test('rows are masked', async () => {
  const client = await connected(tokens.ana);
  const [profile] = await rows(client, 'my_profile');
  assert.match(profile.email, /^\[EMAIL_\d+\]$/);
  assert.ok(!JSON.stringify(profile).includes(email));
  assert.ok(Array.isArray(await rows(client, 'search_knowledge', { query: 'When are you open?' })));
  await client.close();
});

test('two customers each see only their own rows', async () => {
  const numbers = async (client) => (await rows(client, 'list_invoices', { limit: 20 })).map((row) => row.number);
  const ana = await connected(tokens.ana);
  const ben = await connected(tokens.ben);
  const [ofAna, ofBen] = [await numbers(ana), await numbers(ben)];
  assert.ok(ofAna.length > 0 && ofBen.length > 0);
  assert.deepEqual(ofAna.filter((number) => ofBen.includes(number)), []);
  assert.deepEqual(await rows(ana, 'get_invoice', { number: ofBen[0] }), []);
  await Promise.all([ana.close(), ben.close()]);
});

test('a placeholder of one restores nothing for another', async () => {
  const sam = await connected(tokens.sam);
  const stu = await connected(tokens.stu);
  const last = (await rows(sam, 'find_customer', { limit: 20 })).at(-1);
  assert.deepEqual(await rows(sam, 'find_customer', { email: last.email }), [last]);
  const foreign = await call(stu, 'find_customer', { email: last.email });
  assert.equal(foreign.isError, true);
  assert.match(foreign.content[0].text, /issued in this conversation/);
  await Promise.all([sam.close(), stu.close()]);
});

test('mistakes are told', async () => {
  const client = await connected(tokens.ana);
  const unfit = await call(client, 'list_invoices', { limit: -1 });
  assert.equal(unfit.isError, true);
  assert.match(unfit.content[0].text, /'limit'/);
  await assert.rejects(call(client, 'find_customer'), (error) => error.code === -32602);
  await assert.rejects(call(client, 'no_such_tool'), (error) => error.code === -32602);
  await client.close();
});

test('whoever may not come in gets no connection', async () => {
  await assert.rejects(connected(undefined));
  await assert.rejects(connected('nonsense'));
  await assert.rejects(connected(visitor));
});

test('whoever has no token finds out whose are taken', async () => {
  const { discoverOAuthProtectedResourceMetadata } = previous
    ? await import('@modelcontextprotocol/sdk/client/auth.js')
    : await import('@modelcontextprotocol/client');
  const document = await discoverOAuthProtectedResourceMetadata(`${base}/mcp`);
  assert.equal(document.resource, `${base}/mcp`);
});

test('a client that can speak both settles on one', async () => {
  const client = new Client(
    { name: 'test', version: '1' }, previous ? {} : { versionNegotiation: { mode: 'auto' } });
  const headers = { Authorization: `Bearer ${tokens.ana}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(`${base}/mcp`), { requestInit: { headers } }));
  assert.ok((await client.listTools()).tools.length > 0);
  await client.close();
});
