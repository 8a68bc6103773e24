import { WebSocket } from 'ws'
import { speak } from './speak.mjs'

const againAfterMs = 200

/** Reverse WebSocket: one connection, or one for each role where the entry names both addresses. Returns what ends it. */
export function dialClient(account, { url, api_url, event_url, token, message_format: format = 'array' }) {
  const links = api_url
    ? [
        keepDialling(account, api_url, token, { role: 'api' }),
        keepDialling(account, event_url, token, { role: 'event', format }),
      ]
    : [keepDialling(account, url, token, { role: 'universal', format })]
  return () => {
    for (const end of links) end()
  }
}

const roleNames = { api: 'API', event: 'Event', universal: 'Universal' }

function keepDialling(account, url, token, speech) {
  const headers = {
    authorization: `Bearer ${token}`,
    'x-self-id': String(account.selfId),
    'x-client-role': roleNames[speech.role],
  }
  let isOver = false
  let socket
  const connect = () => {
    if (isOver) return
    socket = new WebSocket(url, { headers })
    socket.on('open', () => speak(account, socket, speech))
    // An error is followed by a close.
    socket.on('error', () => {})
    socket.on('close', () => setTimeout(connect, againAfterMs))
  }
  connect()
  return () => {
    isOver = true
    socket.terminate()
  }
}
