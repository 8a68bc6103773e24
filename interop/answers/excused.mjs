/** What is off with the libraries themselves, each with the reason. Whatever is not here must be right. */

/** Calls that fail, by the method. */
export const failing = {
  napcatTs: {
    set_group_album_media_like: 'sends "id" for what NapCat calls "batch_id", and needs',
  },
  ncatbot: {
    AskShareGroup: 'means ArkShareGroup: NapCat has no action of this name',
    forward_private_single_msg: 'means forward_friend_single_msg: NapCat has no action of this name',
    get_friends_with_cat: 'means get_friends_with_category: NapCat has no action of this name',
    set_group_avatar: 'means set_group_portrait: NapCat has no action of this name',
    rename_group_file: 'leaves out current_parent_directory, which NapCat needs',
    send_forward_msg: 'hands its own events to the JSON encoder, which does not know them',
    send_group_forward_msg_by_id: 'waits for one event loop from within another',
    send_private_forward_msg_by_id: 'waits for one event loop from within another',
  },
}

/** Answers that are not as node-napcat-ts declares them, because NapCat's are not. */
export const otherTypes = {
  get_group_honor_info: 'group_id is a number, as all ids are',
  upload_group_file: 'NapCat has answered {file_id} since 4.8; null is declared',
  upload_private_file: 'NapCat has answered {file_id} since 4.8; null is declared',
  get_group_file_system_info: 'used_space is how much is used; 0 alone is declared',
  translate_en2zh: 'NapCat answers {words}; the bare list is declared',
  get_profile_like: 'NapCat answers the first item of the list that is declared (extends/GetProfileLike.ts)',
  nc_get_packet_status: 'undefined is declared, which JSON cannot say: null',
  get_rkey: 'ttl is a number; a text is declared',
  get_qun_album_list: 'NapCat answers {album_list, attach_info, has_more}; the bare list is declared',
}
