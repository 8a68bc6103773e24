/** One WebSocket of an implementation, whoever dialled it: takes calls, gives events, or both. */
export function speak(account, socket, { role, format }) {
  if (role !== 'event') socket.on('message', (data) => answer(account, socket, JSON.parse(data.toString())))
  if (role === 'api') return
  socket.send(account.lifecycle('connect'))
  const stop = account.subscribe({ format, push: (event) => socket.send(event) })
  socket.on('close', stop)
}

async function answer(account, socket, { action, params, echo }) {
  const reply = await account.call(action, params ?? {})
  socket.send(JSON.stringify({ ...reply, echo }))
}
