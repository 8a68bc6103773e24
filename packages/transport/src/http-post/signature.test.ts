import { describe, expect, it } from 'vitest'
import { checkSignature, signatureOf } from './signature.js'

const SECRET = 's3cret-测试'
const BODY = Buffer.from(
  '{"time":1700000000,"self_id":10001,"post_type":"meta_event","meta_event_type":"lifecycle","sub_type":"enable"}',
)
const SIGNATURE = 'sha1=3f5d7a2909082f75ca1e614fb7c291a8498a4b78'

describe('the signature of a body', () => {
  it('is the one that the standard makes', () => {
    expect(signatureOf(SECRET, BODY)).toBe(SIGNATURE)
    expect(checkSignature(SECRET, BODY, SIGNATURE)).toBeUndefined()
    expect(checkSignature(SECRET, BODY, SIGNATURE.toUpperCase().replace('SHA1', 'sha1'))).toBeUndefined()
  })

  it('is refused with 401 when missing, with 403 when wrong', () => {
    const status = (header: string | undefined, body: Buffer = BODY) =>
      checkSignature(SECRET, body, header)?.status
    expect([undefined, ''].map((header) => status(header))).toEqual([401, 401])
    const wrong = [
      'sha1=',
      'sha1=00',
      `${SIGNATURE}0`,
      SIGNATURE.replace('3f', '3e'),
      SIGNATURE.slice(5),
      'x',
    ]
    expect(wrong.map((header) => status(header))).toEqual(wrong.map(() => 403))
    expect(status(SIGNATURE, Buffer.concat([BODY, Buffer.from(' ')]))).toBe(403)
    expect(checkSignature('other', BODY, SIGNATURE)?.status).toBe(403)
  })
})
