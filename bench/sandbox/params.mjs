export const PARAMS = {
  group_id: 30001,
  message: [{ type: 'text', data: { text: '今晚八点读书会，别忘了带书。' } }],
}
