export { type ChatRef, chatOfKey, keyOfChat } from './chat-ref.js'
export { writeContent } from './content.js'
export {
  formatTranscript,
  type TranscriptOptions,
  type WrittenEntry,
  writeStory,
} from './format-transcript.js'
export { parseTranscript } from './parse-transcript.js'
export { parseScenarios, type Scenario, type ScenarioFile } from './scenario-file.js'
export type { TranscriptStep, WrittenDeed } from './steps.js'
export { TranscriptError } from './transcript-error.js'
export { deedPhrases, type TranscriptLanguage } from './ways.js'
export type { TranscriptWord } from './words.js'
