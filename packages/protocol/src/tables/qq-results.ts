import type { ResultRow, ResultShape } from './table.js'

/**
 * Answers of QQ itself, which NapCat passes on instead of null. NapCat's own schemas say `any` there; the keys are
 * those of node-napcat-ts's `WSSendReturn` (0.4.25), and the actions those of NapCatQQ's
 * `packages/napcat-onebot/action` that return the answer of QQ's kernel.
 */

const errMsg: ResultRow = { name: 'errMsg', type: 'string', summary: { zh: '错误信息', en: 'error text' } }
const code = { zh: '结果代码', en: 'result code' }

/** `set_msg_emoji_like`, `delete_friend`, `set_qq_profile` …: 0 is success. */
export const qqResult: readonly ResultRow[] = [{ name: 'result', type: 'number', summary: code }, errMsg]

/** `set_essence_msg` and `delete_essence_msg`. */
export const qqErrCode: readonly ResultRow[] = [{ name: 'errCode', type: 'number', summary: code }, errMsg]

/** `delete_group_folder`. */
export const qqRetCode: readonly ResultRow[] = [
  { name: 'retCode', type: 'number', summary: code },
  { name: 'retMsg', type: 'string', summary: { zh: '结果信息', en: 'text of the result' } },
  { name: 'clientWording', type: 'string', summary: { zh: '给用户看的提示', en: 'text for the user' } },
]

/** `delete_group_file`. */
export const qqDeletedFile: readonly ResultRow[] = [
  ...qqResult,
  {
    name: 'transGroupFileResult',
    type: 'object',
    summary: { zh: '各文件的结果', en: 'result of each file' },
  },
]

/** `ocr_image`: `result` of QQ's reader, a list (NapCatQQ `extends/OCRImage.ts`). */
export const qqOcr: ResultShape = {
  array: [
    { name: 'text', type: 'string', summary: { zh: '文字', en: 'text' } },
    { name: 'pt1', type: 'object', summary: { zh: '第一个角的坐标', en: 'first corner' } },
    { name: 'pt2', type: 'object', summary: { zh: '第二个角的坐标', en: 'second corner' } },
    { name: 'pt3', type: 'object', summary: { zh: '第三个角的坐标', en: 'third corner' } },
    { name: 'pt4', type: 'object', summary: { zh: '第四个角的坐标', en: 'fourth corner' } },
    { name: 'charBox', type: 'array', summary: { zh: '每个字的位置', en: 'place of each character' } },
    { name: 'score', type: 'string', summary: { zh: '置信度', en: 'confidence' } },
  ],
}

/** `_get_model_show`: a list of objects (NapCatQQ `go-cqhttp/GoCQHTTPGetModelShow.ts`). */
export const napCatModels: ResultShape = {
  array: [
    { name: 'variants', type: 'object', summary: { zh: '机型显示', en: 'variant' } },
    { name: 'variants.model_show', type: 'string', summary: { zh: '显示的机型', en: 'model to show' } },
    { name: 'variants.need_pay', type: 'boolean', summary: { zh: '是否需要付费', en: 'must be paid for' } },
  ],
}

/** `click_inline_keyboard_button`. */
export const qqClicked: readonly ResultRow[] = [
  ...qqResult,
  { name: 'status', type: 'number', summary: { zh: '按钮状态', en: 'status of the button' } },
  { name: 'promptText', type: 'string', summary: { zh: '提示文字', en: 'text of the prompt' } },
  { name: 'promptType', type: 'number', summary: { zh: '提示类型', en: 'kind of the prompt' } },
  { name: 'promptIcon', type: 'number', summary: { zh: '提示图标', en: 'icon of the prompt' } },
]

/** `ArkSharePeer`. */
export const qqArk: readonly ResultRow[] = [
  { name: 'errCode', type: 'number', summary: code },
  errMsg,
  { name: 'arkJson', type: 'string', summary: { zh: 'Ark 卡片的 JSON', en: 'the card as JSON' } },
]

/** `get_group_info_ex`. */
export const qqGroupExt: readonly ResultRow[] = [
  { name: 'groupCode', type: 'string', summary: { zh: '群号', en: 'group number' } },
  { name: 'resultCode', type: 'number', summary: code },
  { name: 'extInfo', type: 'object', summary: { zh: 'QQ 的扩展记录', en: "QQ's record beside" } },
]

/** `get_group_album_media_list`. */
export const qqAlbumMedia: readonly ResultRow[] = [
  { name: 'seq', type: 'number', summary: { zh: '序号', en: 'sequence' } },
  { name: 'result', type: 'number', summary: code },
  {
    name: 'errMs',
    type: 'string',
    summary: { zh: '错误信息（QQ 如此拼写）', en: 'error text, as QQ spells it' },
  },
  { name: 'trace_id', type: 'string', summary: { zh: '追踪 ID', en: 'trace id' } },
  { name: 'request_time_line', type: 'any', summary: { zh: '耗时记录', en: 'timing' } },
]

/** `get_collection_list`. */
export const qqCollection: readonly ResultRow[] = [
  ...qqResult,
  { name: 'collectionSearchList', type: 'object', summary: { zh: '收藏列表', en: 'what was collected' } },
  {
    name: 'collectionSearchList.collectionItemList',
    type: 'array',
    summary: { zh: '收藏的条目', en: 'the items' },
  },
  {
    name: 'collectionSearchList.hasMore',
    type: 'boolean',
    summary: { zh: '后面还有', en: 'more follows' },
  },
  {
    name: 'collectionSearchList.bottomTimeStamp',
    type: 'string',
    summary: { zh: '最后一条的时间', en: 'time of the last one' },
  },
]
