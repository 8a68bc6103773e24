import type { ClientInfo } from '@rookery/hub'
import { askHub, noHub } from '../call/ask-hub.js'
import type { Target } from '../call/target.js'

export type ClientsOrFailure = { readonly clients: readonly ClientInfo[] } | { readonly failure: string }

const PATH = '/api/get_online_clients'

/** Requests the list of connected clients from a hub. */
export async function fetchClients(target: Target): Promise<ClientsOrFailure> {
  const answer = await askHub(target, { method: 'GET', path: PATH })
  if ('failure' in answer) return answer
  const clients = clientsIn(answer.body)
  return clients ? { clients } : { failure: noHub(target, PATH, answer.status) }
}

const isClient = (each: unknown): each is ClientInfo => {
  const { app_id, client_name } = Object(each) as Partial<Record<keyof ClientInfo, unknown>>
  return typeof app_id === 'string' && (client_name === undefined || typeof client_name === 'string')
}

function clientsIn(body: string): readonly ClientInfo[] | undefined {
  try {
    const { data } = JSON.parse(body) as { readonly data?: { readonly clients?: readonly unknown[] } }
    return Array.isArray(data?.clients) && data.clients.every(isClient) ? data.clients : undefined
  } catch {
    return undefined
  }
}
