import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installNginx, nginxConfig } from '../scripts/nginx.mjs'
import { Child } from './child.mjs'
import { InteropFailed } from './failure.mjs'
import { waitUntil } from './wait-until.mjs'

/** Starts nginx in front of the hub, with the lines that the guide shows. */
export async function startNginx({ dir, port, hubPort }) {
  const executable = await installNginx()
  const configPath = join(dir, 'nginx.conf')
  writeFileSync(configPath, nginxConfig({ dir, port, hubPort }))
  const args = ['-p', dir, '-c', configPath]
  const child = new Child({ command: executable, args, cwd: dir, logPath: join(dir, 'nginx.log') })
  await waitUntil(`nginx answers on port ${port}`, async () => {
    if (child.ended) throw new InteropFailed(`nginx ended (${child.ended}): ${child.lastLines()}`)
    return await fetch(`http://127.0.0.1:${port}/healthz`).then(
      () => true,
      () => false,
    )
  })
  return child
}
