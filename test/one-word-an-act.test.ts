import type { DeedName } from '@rookery/sandbox'
import { deedPhrases } from '@rookery/sandbox/transcript'
import { describe, expect, it } from 'vitest'
import { notePhrase } from '../packages/console/src/words/note-phrases.js'
import { type PageWord, words } from '../packages/console/src/words/words.js'

/** The one word for an act in each language: in every phrase of a transcript, every note and every button of the page. */
interface Act {
  readonly en: RegExp
  readonly zh: RegExp
  /** Buttons of the page that do it. */
  readonly buttons?: readonly PageWord[]
}

const acts: { readonly [N in Exclude<DeedName, 'say'>]: Act } = {
  forward: { en: /forward/i, zh: /转发/, buttons: ['forward'] },
  speak: { en: /say/, zh: /念/ },
  recall: { en: /recall/i, zh: /撤回/, buttons: ['recall', 'recalled_by'] },
  react: { en: /react/i, zh: /回应/, buttons: ['react'] },
  essence: { en: /(un)?mark.* as essence/i, zh: /精华/, buttons: ['set_essence', 'unset_essence'] },
  poke: { en: /poke/i, zh: /戳/, buttons: ['poke'] },
  type: { en: /type/, zh: /输入/ },
  mute_anonymous: { en: /mute/, zh: /禁言/ },
  mute: { en: /mute/i, zh: /禁言/, buttons: ['ban_for', 'unban', 'muted', 'muted_hint'] },
  mute_all: {
    en: /mute.* the whole group|the whole group is muted/i,
    zh: /全员禁言/,
    buttons: ['ban_all', 'unban_all', 'whole_ban_hint'],
  },
  kick: { en: /kick/i, zh: /移出/, buttons: ['kick'] },
  leave: { en: /leave|left/i, zh: /退群/, buttons: ['leave'] },
  dismiss: { en: /dismiss/i, zh: /解散了?群聊/, buttons: ['dismiss'] },
  join: { en: /join/i, zh: /入群/, buttons: ['join'] },
  request_join: { en: /ask.* to join/i, zh: /申请入群/, buttons: ['request_join'] },
  invite: { en: /invite/i, zh: /邀请.*入群/, buttons: ['invite'] },
  answer_request: { en: /approve|refuse/i, zh: /同意|拒绝/, buttons: ['approve', 'refuse'] },
  set_admin: {
    en: /ma[kd]e.* (admin|member)/i,
    zh: /设.*为管理员|取消.*管理员/,
    buttons: ['promote', 'demote'],
  },
  set_card: { en: /change.* card/i, zh: /修改.*群名片/, buttons: ['set_card'] },
  set_title: { en: /change.* title/i, zh: /修改.*头衔/, buttons: ['set_title'] },
  anonymous: { en: /(allow|forb[ia]d).* anonymous messages/, zh: /(开启|关闭)了?匿名聊天/ },
  rename_group: { en: /rename.* group/i, zh: /修改群名/, buttons: ['rename_group'] },
  set_portrait: { en: /change.* group avatar/, zh: /修改.*群头像/ },
  set_group_remark: { en: /change.* remark/, zh: /修改.*备注/ },
  publish_notice: { en: /publish.* notice/, zh: /发布群公告/ },
  delete_notice: { en: /delete.* notice/, zh: /删除.*群公告/ },
  sign: { en: /check(s|ed) in/, zh: /打卡/ },
  honor: { en: /w[io]ns?/, zh: /获得了?群荣誉/ },
  lucky_king: { en: /lucky king/, zh: /运气王/ },
  upload: { en: /upload/, zh: /上传/ },
  delete_file: { en: /delete.* file/, zh: /删除.*文件/ },
  move_file: { en: /move/, zh: /移动文件/ },
  rename_file: { en: /rename/, zh: /重命名文件/ },
  create_folder: { en: /create.* folder/, zh: /新建.*文件夹/ },
  delete_folder: { en: /delete.* folder/, zh: /删除.*文件夹/ },
  rename_folder: { en: /rename.* folder/, zh: /重命名文件夹/ },
  request_friend: { en: /ask.* to be friends/i, zh: /申请加.*好友/, buttons: ['add_friend'] },
  befriend: { en: /befriend/i, zh: /加.*为好友/, buttons: ['befriend'] },
  delete_friend: { en: /unfriend/i, zh: /删除.*好友/, buttons: ['delete_friend'] },
  set_remark: { en: /change.* remark/, zh: /修改.*备注/ },
  like: { en: /like/, zh: /点.*赞/ },
  set_profile: { en: /change/, zh: /修改/ },
  set_avatar: { en: /change.* avatar/, zh: /修改头像/ },
}

/** Args with which a note may read differently. */
const SHADES = [
  {},
  { enable: false },
  { approve: false },
  { set: false },
  { duration: 0 },
  { duration: 60, card: 'x', title: 'x' },
]

describe.each(Object.entries(acts))('the act %s', (name, { en, zh, buttons = [] }) => {
  it('has one word in transcripts and on the page, in each language', () => {
    for (const phrase of deedPhrases.filter(({ deed }) => deed === name)) {
      expect(phrase.en).toMatch(en)
      expect(phrase.zh).toMatch(zh)
    }
    for (const [language, word] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      const notes = SHADES.map((args) => notePhrase(name, args, language)).filter(
        (note) => note !== undefined,
      )
      for (const told of [...notes, ...buttons.map((button) => words[button][language])]) {
        expect(told).toMatch(word)
      }
    }
  })
})

describe('no phrase', () => {
  it('says what nobody would say, nor a word that stands for another act', () => {
    const all = deedPhrases.map(({ en }) => en).join('\n')
    expect(all).not.toMatch(/\bown\b|notes|signs in|\bbans?\b|silences|announces/)
    const kicking = deedPhrases.filter(({ zh }) => zh.includes('移出')).map(({ deed }) => deed)
    expect(new Set(kicking)).toEqual(new Set(['kick']))
  })
})
