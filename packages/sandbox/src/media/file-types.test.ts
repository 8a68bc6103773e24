import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileTypeOf, mimeOf } from './file-types.js'
import { PNG } from './png.fixture.js'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

describe('the type of a file', () => {
  it.each<[string, Uint8Array, string, string]>([
    ['png', PNG, 'cat.jpg', 'image/png'],
    ['jpg', bytes('\xff\xd8\xff\xe0'), '', 'image/jpeg'],
    ['gif', bytes('GIF89a'), '', 'image/gif'],
    ['webp', bytes('RIFF\0\0\0\0WEBPVP8 '), '', 'image/webp'],
    ['wav', bytes('RIFF\0\0\0\0WAVEfmt '), '', 'audio/wav'],
    ['amr', bytes('#!AMR\n'), '', 'audio/amr'],
    ['silk', bytes('\x02#!SILK_V3'), 'a.amr', 'audio/silk'],
    ['ogg', bytes('OggS'), '', 'audio/ogg'],
    ['mp3', bytes('ID3\x04'), '', 'audio/mpeg'],
    ['mp4', bytes('\0\0\0\x20ftypisom'), '', 'video/mp4'],
    ['m4a', bytes('\0\0\0\x20ftypM4A '), '', 'audio/mp4'],
    ['webm', bytes('\x1a\x45\xdf\xa3'), '', 'video/webm'],
    ['pdf', bytes('%PDF-1.7'), 'a', 'application/pdf'],
    ['zip', bytes('PK\x03\x04'), '', 'application/zip'],
    ['docx', bytes('PK\x03\x04'), '作业.docx', 'application/zip'],
    ['txt', bytes('hello'), 'a.TXT', 'application/octet-stream'],
    ['bin', bytes('hello'), 'a.tar-gz', 'application/octet-stream'],
    ['bin', bytes('<script>'), 'a.png', 'application/octet-stream'],
    ['bin', bytes(''), '', 'application/octet-stream'],
  ])('is %s by what it holds: %j, %s', (ext, content, name, mime) => {
    expect(fileTypeOf(content, name)).toEqual({ ext, mime })
  })

  it('makes a name that is served as what it holds, whatever that is', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (content, name) => {
        const { ext, mime } = fileTypeOf(content, name)
        expect(ext).toMatch(/^[a-z0-9]{1,8}$/)
        if (mime === 'application/octet-stream') expect(mimeOf(`a.${ext}`)).toBe(mime)
      }),
    )
  })
})
