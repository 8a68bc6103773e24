// A process of keep-alive clients, bare sockets so that they keep up with the server.
import { connect } from 'node:net'
import { answer } from '../child.mjs'
import { nowUs } from '../clock.mjs'
import { ANSWER, requests } from './calls.mjs'

let sockets = []

answer({
  async connect({ url, count }) {
    const { port } = new URL(url)
    sockets = await Promise.all(Array.from({ length: count }, () => open(port)))
  },
  call,
})

const open = (port) =>
  new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    socket.once('connect', () => resolve(socket)).once('error', reject)
  })

/** Makes calls, one at a time on each socket. */
async function call({ kind, calls }) {
  const cpu = process.cpuUsage()
  const startedUs = nowUs()
  let left = calls
  const take = () => left-- > 0
  await Promise.all(sockets.map((socket) => callInTurn(socket, Buffer.from(requests[kind]), take)))
  const elapsedUs = nowUs() - startedUs
  const { user, system } = process.cpuUsage(cpu)
  return { perSecond: (calls / elapsedUs) * 1e6, clientsBusy: (user + system) / elapsedUs }
}

/** Calls on this socket, each when the one before was answered, while there are calls to take. */
function callInTurn(socket, request, take) {
  return new Promise((resolve, reject) => {
    let answered = ''
    const next = () => {
      if (take()) return socket.write(request)
      socket.off('data', read)
      resolve()
    }
    const read = (bytes) => {
      answered += bytes.latin1Slice()
      const fault = faultOf(answered)
      if (fault) return reject(new Error(fault))
      if (!isWhole(answered)) return
      answered = ''
      next()
    }
    socket.on('data', read)
    next()
  })
}

const STATUS = 'HTTP/1.1 200 OK\r\n'
const BODY = JSON.stringify(ANSWER)

const isWhole = (answered) => answered.endsWith(BODY)

const faultOf = (answered) =>
  answered.length >= STATUS.length && !answered.startsWith(STATUS) ? `answered ${answered}` : undefined
