// Runs the README's first bot as it stands against a running server and talks to it.
//   node firstbot.mjs --api http://localhost:8080/api
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeRunner, assert, until } from '../lib/harness.mjs';
import { rest } from '../lib/rest.mjs';
import { seed } from '../seed.mjs';

const api = process.argv[process.argv.indexOf('--api') + 1];
const { step, done } = makeRunner('first bot');
const s = await seed({ api });
const alice = rest(api, 'Bearer ' + s.CHAT_USER_TOKEN);
const bot = spawn('node', [fileURLToPath(new URL('bot.mjs', import.meta.url))], { env: { ...process.env, API: api, BOT_TOKEN: s.CHAT_BOT_TOKEN } });
let said = ''; bot.stdout.on('data', (d) => { said += d; }); bot.stderr.on('data', (d) => process.stderr.write(d));
await step('it logs in and is ready', () => until(() => / is here/.test(said), 20000, 'clientReady'));
await step('it sees a message and replies to it', async () => {
  const hello = await alice('POST', `/channels/${s.CHAT_CHANNEL_ID}/messages`, { content: 'hello' });
  const answer = await until(async () => (await alice('GET', `/channels/${s.CHAT_CHANNEL_ID}/messages?after=${hello.id}`))[0], 10000, 'an answer');
  assert(answer.content === 'you said: hello', answer.content);
  assert(answer.message_reference?.message_id === hello.id, 'a reply to the message');
  assert(answer.referenced_message?.content === 'hello', 'the answered message beside it');
});
bot.kill();
process.exit(done().failed ? 1 : 0);
