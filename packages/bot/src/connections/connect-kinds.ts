import type { IdInput } from '@rookery/protocol'
import type { Clock } from '@rookery/transport'
import {
  either,
  httpHeaders,
  id,
  listOf,
  oneOf,
  options,
  secretText,
  signal,
  text,
  wholeNumber,
  withMethods,
} from '../checks/option-kind.js'
import type { HttpConnectOptions } from './connect-http.js'
import type { ConnectOptions } from './connect-ws.js'
import type { ListenOptions } from './listen-reverse.js'

export const clockKind = withMethods('now', 'after')
const accounts = either(id, oneOf('all'))
const port = wholeNumber('a port from 0 to 65535', 0, 65_535)

export const connectOptions = options<ConnectOptions>({
  token: secretText,
  self_id: accounts,
  headers: httpHeaders,
  ca: text,
  signal,
})

export const httpConnectOptions = options<HttpConnectOptions>(
  {
    apiRoot: text,
    token: secretText,
    events: oneOf('sse', 'none'),
    self_id: accounts,
    headers: httpHeaders,
    ca: text,
    signal,
  },
  'apiRoot',
)

export const listenOptions = options<ListenOptions>({
  token: secretText,
  secret: secretText,
  maxBodyBytes: wholeNumber('bytes above 0', 1, Number.MAX_SAFE_INTEGER),
  port,
  host: text,
  hosts: listOf('a list of names', text),
  tls: options<NonNullable<ListenOptions['tls']>>({ cert: text, key: secretText }, 'cert', 'key'),
})

export const attachOptions = options<{ readonly clock: Clock; readonly self_id: IdInput }>({
  clock: clockKind,
  self_id: id,
})
