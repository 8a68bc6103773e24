import { dial } from './dial.js'
import { Downstream } from './downstream.js'
import { describeFaces, type Join } from './faces.conformance.js'
import { listen } from './listen.js'
import { pair } from './pair.js'
import { Upstream } from './upstream.js'
import type { WsLink } from './ws-link.js'

/** A listener and a dialler on loopback; gives the two ends of the connection. */
async function connected(): Promise<{ accepted: WsLink; dialled: WsLink; close(): Promise<void> }> {
  let accept: (link: WsLink) => void = () => {}
  const accepted = new Promise<WsLink>((resolve) => (accept = resolve))
  const listener = await listen(
    { host: '127.0.0.1', port: 0 },
    { upgrade: () => ({ open: accept }), request: (_request, response) => response.end() },
  )
  let opened: (link: WsLink) => void = () => {}
  const dialled = new Promise<WsLink>((resolve) => (opened = resolve))
  const dialling = dial({ url: listener.url }, { open: opened, lost() {} })
  return {
    accepted: await accepted,
    dialled: await dialled,
    async close() {
      await dialling.close(1000, 'done')
      await listener.close()
    },
  }
}

const overMemory: Join = async (application, implementation) => {
  const faces = pair(application, implementation)
  return { ...faces, close: async () => void (await faces.upstream.close(1000, 'done')) }
}

const overForward: Join = async (application, implementation) => {
  const { accepted, dialled, close } = await connected()
  return {
    upstream: new Upstream(dialled, application),
    downstream: new Downstream(accepted, implementation),
    close,
  }
}

const overReverse: Join = async (application, implementation) => {
  const { accepted, dialled, close } = await connected()
  return {
    upstream: new Upstream(accepted, application),
    downstream: new Downstream(dialled, implementation),
    close,
  }
}

describeFaces('memory', overMemory)
describeFaces('ws (the application dials)', overForward)
describeFaces('ws-reverse (the implementation dials)', overReverse)
