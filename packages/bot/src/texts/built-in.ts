import type { TextParams } from './text-params.js'

/** Languages of the texts that the bot says by itself. */
export type Language = 'zh' | 'en'

/** A text, or a function if it depends on its parameters. */
type BuiltIn = { readonly [K in keyof TextParams]: string | ((about: TextParams[K]) => string) }

/** Every text that the bot says by itself. */
export const builtInTexts: Readonly<Record<Language, BuiltIn>> = {
  zh: {
    denied: '您没有权限使用这个命令',
    cooldown: '这个命令还在冷却中，请 {seconds} 秒后再试',
    busy: '您有命令正在执行，请稍后再试',
    timedOut: '执行超时，已停止等待',
    unknownCommand: '没有“{name}”这个命令，您是不是想用“{near}”？',
    gluedCommand: '“{name}”后面要有空格，比如“{example}”',
    missingArgument: '缺少参数“{name}”（{type}）\n用法：{usage}',
    wrongArgument: '参数“{name}”应为{type}，收到的是“{found}”\n用法：{usage}',
    refusedArgument: '参数“{name}”不符合要求：{reason}（收到的是“{found}”）\n用法：{usage}',
    unknownOption: ({ found, near, usage }) =>
      `没有“--${found}”这个选项${near && `，您是不是想用“--${near}”？`}\n用法：${usage}`,
    optionWithoutValue: '选项“--{option}”缺少值\n用法：{usage}',
    tooManyArguments: '多了“{found}”，不知道是什么意思（有空格的内容请加引号）\n用法：{usage}',
    wrongAnswer: '应为{type}，收到的是“{found}”，请重新输入',
    refusedAnswer: '{reason}，请重新输入',
    invalidAnswer: '“{found}”不符合要求，请重新输入',
    conversationExpired: '等待太久，已结束，如需继续请重新开始',
    conversationCancelled: '好的，已取消',
    conversationKilled: '',
    failed: '抱歉，处理时出错了，请稍后再试',
    tooManyFailures: '您输入错误太多次啦，如需重试，请重新触发本功能',
    helpTitle: '可用的命令：',
    helpFooter: '发送“{usage}”查看用法',
    helpOther: '其他',
    helpUsage: '用法：{usage}',
    helpAliases: '别名：{aliases}',
    helpUnknown: ({ name, near }) => `没有“${name}”这个命令${near && `，您是不是想用“${near}”？`}`,
  },
  en: {
    denied: 'You may not use this command',
    cooldown: 'This command was just used; try again in {seconds} s',
    busy: 'A command of yours is still running; try again later',
    timedOut: 'This took too long and was given up',
    unknownCommand: 'There is no command "{name}"; did you mean "{near}"?',
    gluedCommand: 'There must be a blank behind "{name}", as in "{example}"',
    missingArgument: '"{name}" ({type}) is missing\nUsage: {usage}',
    wrongArgument: '"{name}" should be {type}; found "{found}"\nUsage: {usage}',
    refusedArgument: '"{name}" is not right: {reason} (found "{found}")\nUsage: {usage}',
    unknownOption: ({ found, near, usage }) =>
      `There is no option "--${found}"${near && `; did you mean "--${near}"?`}\nUsage: ${usage}`,
    optionWithoutValue: 'The option "--{option}" needs a value\nUsage: {usage}',
    tooManyArguments: '"{found}" is too much (put quotes around what has blanks)\nUsage: {usage}',
    wrongAnswer: 'It should be {type}; found "{found}". Please try again',
    refusedAnswer: '{reason}. Please try again',
    invalidAnswer: '"{found}" will not do. Please try again',
    conversationExpired: 'I waited too long and stopped; begin again if you like',
    conversationCancelled: 'All right, cancelled',
    conversationKilled: '',
    failed: 'Sorry, something went wrong; try again later',
    tooManyFailures: 'That was wrong too often; begin again if you like',
    helpTitle: 'Commands:',
    helpFooter: 'Send "{usage}" for how to use one',
    helpOther: 'Others',
    helpUsage: 'Usage: {usage}',
    helpAliases: 'Also: {aliases}',
    helpUnknown: ({ name, near }) => `There is no command "${name}"${near && `; did you mean "${near}"?`}`,
  },
}
