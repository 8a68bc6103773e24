/**
 * QQ's own records, which NapCat adds to its answers. Fields that the sandbox does not model are blank. The keys
 * follow node-napcat-ts's types.
 */

interface Keys {
  readonly numbers?: string
  readonly texts?: string
  readonly flags?: string
}

/** A record of blank fields: 0, an empty text, false. */
function blank({ numbers = '', texts = '', flags = '' }: Keys): Readonly<Record<string, unknown>> {
  const filled = (keys: string, value: unknown) =>
    keys.split(/\s+/).flatMap((key) => (key === '' ? [] : [[key, value] as const]))
  return Object.fromEntries([...filled(numbers, 0), ...filled(texts, ''), ...filled(flags, false)])
}

/** A user, for `get_stranger_info`. */
export const userRecord = {
  ...blank({
    numbers: `constellation shengXiao kBloodType makeFriendCareer regTime birthday_year birthday_month birthday_day
      categoryId richTime recommendImgFlag disableEmojiShortCuts qidianMasterFlag qidianCrewFlag qidianCrewFlag2
      isHideQQLevel isHidePrivilegeIcon status extStatus batteryStatus termType netType iconType specialFlag abiFlag
      eNetworkType reg_time vip_level`,
    texts: `homeTown pos college country province city postCode address interest eMail phoneNum topTime ringId setTime
      showName termDesc`,
    flags: 'isBlock isMsgDisturb isSpecialCareOpen isSpecialCareZone isBlocked is_vip is_years_vip',
  }),
  labels: [],
  richBuffer: {},
  customStatus: null,
  musicInfo: { buf: {} },
  extOnlineBusinessInfo: {
    buf: {},
    customStatus: null,
    videoBizInfo: { cid: '', tvUrl: '', synchType: '' },
    videoInfo: { name: '' },
  },
  extBuffer: { buf: {} },
}

/** A friend's private data, for friend lists. */
export const friendRecord = blank({
  numbers: 'birthday_year birthday_month birthday_day category_id',
  texts: 'phone_num email',
})

/** A member of a group, for `get_group_shut_list`. */
export const memberRecord = {
  ...blank({
    numbers: `cardType memberLevel globalGroupLevel globalGroupPoint memberTitleId userShowFlag userShowFlagNew richFlag
      mssVipType bigClubLevel bigClubFlag creditLevel memberFlag memberFlagExt memberMobileFlag memberFlagExt2 cardNameId`,
    texts: 'qid remark avatarPath specialTitleExpireTime autoRemark',
    flags: 'isDelete isSpecialConcerned isSpecialShield isRobot isSpecialShielded',
  }),
  groupHonor: {},
}

/** A person who liked a profile, or was liked. */
export const likerRecord = blank({
  numbers: 'age bAvailableCnt bTodayVotedCnt customId gender giftCount lastCharged src',
  flags: 'isFriend isSvip isvip',
})

/** Further records of a group, for `get_group_info_ex`. */
export const groupExt = {
  ...blank({
    numbers: `groupInfoExtSeq reserve lightCharNum starId essentialMsgSwitch todoSeq blacklistExpireTime isLimitGroupRtc
      companyId hasGroupCustomPortrait essentialMsgPrivilege inviteRobotSwitch qqMusicMedalSwitch
      showPlayTogetherSwitch groupBindGuildSwitch fullGroupExpansionSwitch inviteRobotMemberSwitch
      inviteRobotMemberExamine groupSquareSwitch`,
    texts: `luckyWordId luckyWord bindGuildId msgEventSeq gangUpId groupFlagPro1 viewedMsgDisappearTime
      groupAioBindGuildId fullGroupExpansionSeq`,
  }),
  groupOwnerId: { memberUin: '', memberUid: '', memberQid: '' },
  groupBindGuildIds: { guildIds: [] },
  groupExcludeGuildIds: { guildIds: [] },
  groupExtFlameData: {
    ...blank({ numbers: 'switchState state version', texts: 'updateTime', flags: 'isDisplayDayNum' }),
    dayNums: [],
  },
}

/** A group, for `get_group_detail_info`. */
export const groupRecord = {
  ...blank({
    numbers: `groupFlag groupFlagExt groupOption classExt certType groupTypeFlag privilegeFlag groupSecLevel groupFlagExt3
      isConfGroup isModifyConfGroupFace isModifyConfGroupName groupFlagExt4 cmdUinMsgSeq cmdUinUinFlag cmdUinMsgMask
      groupSecLevelInfo cmdUinPrivilege cmdUinFlagEx2 appealDeadline groupFace cmdUinRingtoneId
      autoAgreeJoinGroupUserNumForConfGroup autoAgreeJoinGroupUserNumForNormalGroup cmdUinFlagExt3Grocery
      msgLimitFrequency hlGuildAppid hlGuildSubType isAllowRecallMsg confMaxMsgSeq confToGroupTime activeMemberNum
      groupGrade noFingerOpenFlag noCodeFingerOpenFlag isGroupFreeze isAllowConfGroupMemberModifyGroupName
      isAllowConfGroupMemberNick isAllowConfGroupMemberAtAll groupFreezeReason headPortraitSeq cmdUinJoinMsgSeq
      cmdUinJoinRealMsgSeq groupAdminMaxNum hlGuildOrgId isAllowHlGuildBinary localExitGroupReason`,
    texts: `fingerMemo groupQuestion richFingerMemo groupMemo certificationText longGroupName confUin subscriptionUin
      subscriptionUid allianceId groupClassText groupAnswer inviteNoAuthNumLimit`,
    flags: 'isTop',
  }),
  tagRecord: [],
  groupGeoInfo: blank({ numbers: 'SetTime CityId', texts: 'ownerUid Longitude Latitude GeoContent poiId' }),
  groupCardPrefix: { introduction: '', rptPrefix: [] },
  groupExt,
  groupSchoolInfo: { location: '', grade: 0, school: '' },
  groupExtOnly: { tribeId: 0, moneyForAddGroup: 0 },
  groupHeadPortrait: {
    ...blank({ numbers: 'portraitCnt defaultId verifyingPortraitCnt' }),
    portraitInfo: [],
    verifyingPortraitInfo: [],
  },
}
