/** `&#91;` and the like: how a transcript writes characters that would mean something else where they stand. */

const ENTITY = /&(?:amp|#(\d{1,7}));/g
const LAST_CODE_POINT = 0x10ffff

/** The text behind the entities. Other `&` stay as they are, and nothing is unescaped twice. */
export const readEntities = (text: string): string =>
  text.replace(ENTITY, (whole, code: string | undefined) => {
    if (code === undefined) return '&'
    return Number(code) <= LAST_CODE_POINT ? String.fromCodePoint(Number(code)) : whole
  })

export const entityOf = (sign: string): string => `&#${sign.codePointAt(0)};`

/** Text as it stands between codes. Line breaks stay: the layout puts them into lines of their own. */
export const writeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/[[\]\r]/g, entityOf)

/** A value inside a code, all on one line. */
export const writeValue = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/[[\],\r\n]/g, entityOf)
