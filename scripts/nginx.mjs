import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runProgram, StepFailed, say } from './run.mjs'

const PLACES = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx']
const GUIDE = 'docs/guide/en/behind-a-proxy.md'

/** An nginx of this machine: the one that NGINX names, else one in a usual place. */
export const findNginx = () => [process.env.NGINX, ...PLACES].find((path) => path && existsSync(path))

/** Makes sure that there is an nginx, and gives its path; on Debian it is installed where we may do so. */
export async function installNginx() {
  const found = findNginx()
  if (found !== undefined) return found
  const mayInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (!mayInstall)
    throw new StepFailed('"behind a proxy" is tested with nginx: install it, or name one in NGINX', 1)
  say('installing nginx (apt-get install nginx)')
  await runProgram('apt-get', ['update', '-qq'])
  await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'nginx'])
  return findNginx()
}

/** The lines of nginx that the guide shows: what belongs into `http {}`. */
export function nginxLines() {
  const page = readFileSync(join(root, GUIDE), 'utf8')
  const lines = /^```nginx\n([\s\S]*?)^```$/m.exec(page)?.[1]
  if (lines === undefined) throw new StepFailed(`${GUIDE} shows no lines for nginx`, 1)
  return lines
}

/** A whole config with those lines: nginx stays in the foreground, writes into `dir` and listens on `port` of this machine. */
export function nginxConfig({ dir, port, hubPort, lines = nginxLines() }) {
  const server = moved(lines, [
    ['listen 80', `listen 127.0.0.1:${port}`],
    ['http://127.0.0.1:7700', `http://127.0.0.1:${hubPort}`],
    ['/var/log/nginx/', `${dir}/`],
  ])
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  return `daemon off;
master_process off;
pid ${dir}/nginx.pid;
error_log stderr;
events {}
http {
access_log off;
${folders.map((each) => `${each}_temp_path ${dir}/nginx-${each};`).join('\n')}
${server}}
`
}

function moved(lines, changes) {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from))
      throw new StepFailed(`${GUIDE}: the lines for nginx no longer hold "${from}"`, 1)
    return text.replaceAll(from, to)
  }, lines)
}
