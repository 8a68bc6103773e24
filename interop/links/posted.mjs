import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'

/** HTTP POST: each event goes to the entry's address, signed; an answer with a body is a quick operation. Returns what ends it. */
export function postToClient(account, { url, secret, message_format: format = 'array' }) {
  return account.subscribe({
    format,
    push: (event) => {
      // Nobody there yet: the next heartbeat tries again.
      post(account, { url, secret, event }).catch(() => {})
    },
  })
}

async function post(account, { url, secret, event }) {
  const signature = createHmac('sha1', secret).update(event).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'x-self-id': String(account.selfId),
    'x-signature': `sha1=${signature}`,
  }
  // A connection for each: a kept one may be closed by the receiver at the moment when it is used again.
  const outgoing = request(url, { method: 'POST', headers, agent: false }).end(event)
  const [response] = await once(outgoing, 'response')
  const answer = Buffer.concat(await response.toArray()).toString()
  // Flask's tutorials answer `OK`, which asks for nothing.
  if (response.headers['content-type'] === 'application/json')
    account.operate(JSON.parse(event), JSON.parse(answer))
}
