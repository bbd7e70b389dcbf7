// PostgreSQL gets SIGKILL again and again while a discord.js client with its default retries sends:
// every send that is answered leaves exactly one message.
//   node outage.mjs --api http://localhost:8080/api --data ./data
import fs from 'node:fs';
import path from 'node:path';
import { Client, GatewayIntentBits as I } from 'discord.js';
import { makeRunner, equal, until } from '../lib/harness.mjs';
import { rest, sleep } from '../lib/rest.mjs';
import { seed } from '../seed.mjs';

const arg = (name) => process.argv[process.argv.indexOf('--' + name) + 1];
const api = arg('api'); const pidFile = path.join(arg('data'), 'run', 'postgres.pid');
const { step, done } = makeRunner('outage', { stepTimeout: 120000 });
const s = await seed({ api });
const alice = rest(api, 'Bearer ' + s.CHAT_USER_TOKEN);
const client = new Client({ intents: [I.Guilds, I.GuildMessages, I.MessageContent], rest: { api } });
await step('the client is ready', async () => { const ready = new Promise((r) => client.once('clientReady', r)); await client.login(s.CHAT_BOT_TOKEN); await ready; });
const channel = await client.channels.fetch(s.CHAT_CHANNEL_ID);
const pid = () => Number(fs.readFileSync(pidFile, 'utf8').trim().split(/\s+/)[0]);
const runs = () => { try { return process.kill(pid(), 0); } catch { return false; } };
const answered = []; let refused = 0;
await step('PostgreSQL is killed three times while messages are sent', async () => {
  let killing = true;
  const killer = (async () => { for (let i = 0; i < 3; i++) { await sleep(1500); await until(runs, 30000, 'PostgreSQL runs again'); process.kill(pid(), 'SIGKILL'); await sleep(4000); } killing = false; })();
  // on a slow machine few are answered between two kills: it goes on until there are enough to look for
  for (let i = 0; killing || answered.length <= 10; i++) {
    const content = `send ${i}`;
    try { const m = await channel.send(content); answered.push({ content, id: m.id }); } catch (e) { refused++; if (!(e.status >= 500)) throw e; await sleep(200); }
  }
  await killer;
});
console.log(`# answered ${answered.length}, refused after all retries ${refused}`);
await step('every answered send is there once, and nothing is there twice', async () => {
  await until(async () => (await alice('POST', `/channels/${s.CHAT_CHANNEL_ID}/messages`, { content: 'quiet' }, { raw: true })).status === 200, 30000, 'storing again');
  const all = []; let before = '';
  for (;;) { const page = await alice('GET', `/channels/${s.CHAT_CHANNEL_ID}/messages?limit=100${before}`); all.push(...page); if (page.length < 100) break; before = `&before=${page.at(-1).id}`; }
  const count = new Map(); for (const m of all) count.set(m.content, (count.get(m.content) ?? 0) + 1);
  for (const a of answered) equal(count.get(a.content), 1, a.content);
  for (const [content, n] of count) if (content.startsWith('send ')) equal(n, 1, content);
  const seqs = all.map((m) => m.seq).sort((a, b) => a - b); seqs.forEach((q, i) => equal(q, i + 1, 'seq'));
});
await client.destroy();
process.exit(done().failed ? 1 : 0);
