// The first bot of the README: plain discord.js, one line knows where the server is.
import { Client, GatewayIntentBits as I } from 'discord.js';
const bot = new Client({ intents: [I.Guilds, I.GuildMessages, I.MessageContent], rest: { api: process.env.API ?? 'http://localhost:8080/api' } });
bot.once('clientReady', () => console.log(`${bot.user.username} is here`));
bot.on('messageCreate', (m) => { if (!m.author.bot) m.reply(`you said: ${m.content}`); });
bot.login(process.env.BOT_TOKEN);
