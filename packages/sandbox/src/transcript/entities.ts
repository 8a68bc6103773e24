/** Entities such as `&#91;`, with which a transcript escapes characters that have a meaning there. */

const ENTITY = /&(?:amp|#(\d{1,7}));/g
const LAST_CODE_POINT = 0x10ffff

/** Decodes entities. Other `&` stay as they are, and nothing is decoded twice. */
export const readEntities = (text: string): string =>
  text.replace(ENTITY, (whole, code: string | undefined) => {
    if (code === undefined) return '&'
    return Number(code) <= LAST_CODE_POINT ? String.fromCodePoint(Number(code)) : whole
  })

export const entityOf = (sign: string): string => `&#${sign.codePointAt(0)};`

/** Escapes text between codes. Line breaks stay: the layout puts them on lines of their own. */
export const writeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/[[\]\r]/g, entityOf)

/** Escapes a value inside a code, all on one line. */
export const writeValue = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/[[\],\r\n]/g, entityOf)
