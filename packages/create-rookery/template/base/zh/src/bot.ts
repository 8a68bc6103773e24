import { createBot, loadConfig } from '@rookery/bot'

// bot.config.json 里的设置；环境变量（ROOKERY_URL、ROOKERY_TOKEN……）优先。
const config = await loadConfig()
const bot = createBot(config)

// src/plugins 里的每个文件都是一个插件；以 _ 开头的不会加载。
await bot.loadPlugins(new URL('plugins/', import.meta.url))

await bot.connect(config.url ?? 'ws://127.0.0.1:7700')
