export { type JwtSettings, jwtSettings } from "./jwt-settings.js";
export { thisMachine } from "./machine.js";
export { type OssSettings, ossProblems, ossSettings } from "./oss-settings.js";
export { type Config, type Env, readConfig, SettingError } from "./read-config.js";
export { isLoopback, loadSecrets, refuseMadeSecrets, type Secrets } from "./secrets.js";
export type { Machine, Setting } from "./setting.js";
export { settings } from "./settings.js";
export { settingsMarkdown } from "./settings-markdown.js";
