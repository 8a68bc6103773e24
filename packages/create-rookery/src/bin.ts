import { main } from './main.js'

const { env, stdout, stderr } = process

process.exitCode = await main(process.argv.slice(2), { env, cwd: process.cwd(), stdout, stderr })
