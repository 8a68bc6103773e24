import { createBot, loadConfig } from '@rookery/bot'

// What bot.config.json says; environment variables (ROOKERY_URL, ROOKERY_TOKEN …) win.
const config = await loadConfig()
const bot = createBot(config)

// Every file in src/plugins is a plugin, except those that begin with _.
await bot.loadPlugins(new URL('plugins/', import.meta.url))

await bot.connect(config.url ?? 'ws://127.0.0.1:7700')
