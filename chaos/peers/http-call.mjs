import { Agent, request } from 'node:http'

/** Idle connections are closed here before the hub closes them, which a request under way would run into. */
const agent = new Agent({ keepAlive: true, maxSockets: 200, timeout: 2500 })

/** One call over the HTTP API; gives the reply and how long it took. */
export function postCall(port, action, params, token = 'chaos-token-of-all') {
  const startedMs = performance.now()
  const body = JSON.stringify(params)
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: `/${action}`, method: 'POST', headers, agent },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk))
        response.on('error', reject)
        response.on('end', () => {
          const reply = text.startsWith('{') ? JSON.parse(text) : text
          resolve({ reply, status: response.statusCode, tookMs: performance.now() - startedMs })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

/** The same for a path that is read by GET. */
export async function getJson(port, path, token = 'chaos-token-of-all') {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  return response.json()
}
