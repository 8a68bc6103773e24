import { get } from 'node:http'

/** A bot that reads `/_events`, and goes on behind the last id that it got. */
export class SseClient {
  #settings
  #lastId
  #request
  #isOver = false
  #timer

  constructor({ url, token, received, againMs = 50 }) {
    this.received = received
    this.#settings = { url, token, received, againMs }
    this.#dial()
  }

  close() {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#request.destroy()
  }

  #dial() {
    const { url, token } = this.#settings
    const headers = { Authorization: `Bearer ${token}` }
    if (this.#lastId) headers['Last-Event-ID'] = this.#lastId
    this.#request = get(url, { headers, agent: false }, (response) => this.#read(response))
    this.#request.on('error', () => {})
    this.#request.once('close', () => this.#again())
  }

  #read(response) {
    if (response.statusCode !== 200) return response.resume()
    this.#settings.received.begin()
    let rest = ''
    response.setEncoding('utf8')
    response.on('error', () => {})
    response.on('data', (chunk) => {
      const parts = (rest + chunk).split('\n\n')
      rest = parts.pop()
      for (const part of parts) this.#take(part)
    })
  }

  #take(part) {
    const lines = part.split('\n')
    const fieldOf = (name) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    const data = fieldOf('data')
    if (data !== undefined) this.#settings.received.take(data)
    this.#lastId = fieldOf('id') ?? this.#lastId
  }

  #again() {
    if (!this.#isOver) this.#timer = setTimeout(() => this.#dial(), this.#settings.againMs)
  }
}
