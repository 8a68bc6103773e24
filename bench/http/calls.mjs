/** What Python's `requests` sends with every call. */
const HEAD =
  'Host: 127.0.0.1\r\nUser-Agent: python-requests/2.32.3\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*\r\n' +
  'Connection: keep-alive\r\n'
const PARAMS = JSON.stringify({ group_id: 30001, message: 'hello, how are you?' })

/** What every call is answered. */
export const ANSWER = { status: 'ok', retcode: 0, data: { message_id: 1 } }

/** Requests as clients send them, by what they are called in the table. */
export const requests = {
  GET: `GET /send_group_msg?group_id=30001&message=hello%2C+how+are+you%3F HTTP/1.1\r\n${HEAD}\r\n`,
  'POST JSON':
    `POST /send_group_msg HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\n` +
    `Content-Length: ${PARAMS.length}\r\n\r\n${PARAMS}`,
}
