// The peer: a server that looks at nothing but the end of the body, and answers what the hub answers.
import http from 'node:http'
import { answerProxy } from '../calls/proxy.mjs'
import { ANSWER } from './calls.mjs'

const server = http.createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const body = JSON.stringify(ANSWER)
    response.writeHead(200, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
    })
    response.end(body)
  })
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))

answerProxy(`http://127.0.0.1:${server.address().port}`)
