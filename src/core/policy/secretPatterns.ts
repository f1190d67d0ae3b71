/** Patterns for names in lower case, without the endings of a copy; none has nested repetition, so each is fast on any name. */

/** Private keys and stores of keys. A `.key` of a translation or a presentation is something else. */
const keys: readonly RegExp[] = [
  /\.(pem|p12|pfx|pkcs12|p8|pk8|pvk|snk|jks|keystore|bks|ppk|kdbx?|psafe3|keychain(-db)?|keytab|keyring)$/,
  /\.(asc|gpg|age|pgp|ovpn|rdp|rdg|mobileprovision)$/,
  /^(?!(translations?|locales?|lang|labels|messages|strings|i18n|l10n|presentation|slides|answers?|public)\.key$).+\.key$/,
  /^id_(rsa|dsa|ecdsa|ed25519|xmss)(_sk)?([-_.].*)?$/,
  /^(ssh_host_.*_key|.*_(rsa|dsa|ecdsa|ed25519)|(deploy|ssh|host|tls|ssl)[-_]?key)$/,
  /^(key|keystore|signing|release)\.properties$/,
];

/** Environments. */
const environments: readonly RegExp[] = [
  /^\.(flask)?env([-_.].*)?$/,
  /^.+\.env$/,
  /^\.(envrc|renviron|dev\.vars|prod\.vars)(\..+)?$/,
];

/** Histories of shells and consoles: commands, often with passwords in them. */
const histories: readonly RegExp[] = [
  /^\.[\w.-]*hist(ory|file)$/,
  /^(fish_history|consolehost_history\.txt|repl_history\.jl|\.viminfo|\.dbshell|\.lesshst)$/,
];

/** Configurations of tools that hold a password or a token. */
const tools: readonly RegExp[] = [
  /^\.(npmrc|yarnrc(\.yml)?|pypirc|netrc|authinfo|pgpass|htpasswd|git-credentials|gitcookies|hgrc|dockercfg)$/,
  /^\.(vault-token|vault[-_]pass(word)?|boto|s3cfg|passwd-s3fs|smbcredentials|databrickscfg|terraformrc|sentryclirc)$/,
  /^\.(my|mylogin|my\.login)\.cnf$|^\.?(pgpass|pg_service|rclone|wpa_supplicant)\.conf$/,
  /^\.(curlrc|wgetrc|msmtprc|fetchmailrc|offlineimaprc|mbsyncrc|erlang\.cookie|xauthority|cqlshrc|odbc\.ini)$/,
  /^(_netrc|htpasswd|passwd-s3fs|terraform\.rc|\.dockerconfigjson|talosconfig|k3s\.yaml|nuget\.config)$/,
  /^(auth|kaggle|azureauth|s?ftp|sftp-config|ftp-sync|\.remote-sync|local\.settings)\.json$|^\.ftpconfig$/,
  /^(.*\.)?kube[-_.]?config([-_][\w-]*)?(\.(ya?ml|json|conf))?$/,
  /^(filezilla|sitemanager|recentservers|settings-security)\.xml$|^winscp\.ini$|^wp-config\.php$/,
  /\.(tfvars|tfvars\.json|tfstate|tfrc|tfrc\.json|publishsettings|pubxml\.user)$/,
  /^(connectionstrings\.config|datasources\.local\.xml|vault[-_]pass(word)?)$/,
];

/** Credentials that clouds and shops hand out as files. */
const credentials: readonly RegExp[] = [
  /^(.*[-_.])?credentials?([-_.].*)?\.(json|ya?ml|toml|xml|ini|csv|txt|properties|conf|cfg|plist|enc|db)$/,
  /^(.*[-_.])?credentials?$/,
  /^(.*[-_.])?(client_?secrets?|service[-_]?account|gcp[-_]?key|firebase-adminsdk|account[-_]?key)([-_.\w]*)\.json$/,
  /^(google-services|agconnect-services|application_default_credentials|serviceaccountkey)\.json$/,
  /^googleservice-info\.plist$/,
  /^(rootkey|.*[-_]?accesskeys?)\.csv$/,
  /^access_tokens\.db$/,
];

/** Secrets of applications; programs that deal with secrets (`secrets.py`, `tokens.ts`) are code like any other. */
const secrets: readonly RegExp[] = [
  /^(.*[-_.])?secrets?([-_.].*)?\.(json|ya?ml|toml|ini|xml|properties|env|txt|enc|exs|conf|cfg|plist)$/,
  /\.(secrets?|passwords?|passwd|passphrase|token|api[-_]?key|credentials?|htpasswd)$/,
  /^\.?(secrets?|passwords?|passwd|passphrase|token|api[-_]?keys?)(\.txt)?$|^\.tokens$|^tokens\.txt$/,
  /^\.?(.*[-_])?(secret|private|access|auth|api|encryption|signing)[-_]?keys?(\.(txt|json))?$/,
  /^\.?(.*[-_])?(access|auth|api|bearer|refresh|github|gitlab|gh|npm|bot|slack|vault)[-_]?tokens?(\.(txt|json))?$/,
  /^(.*[-_])?(passwords?|passwd)\.(txt|json|ya?ml|csv|ini|xml|properties|conf)$/,
];

/** Cryptocurrency wallets. */
const wallets: readonly RegExp[] = [
  /^(.*[-_.])?wallet\.(dat|json|aes|keys)$|\.wallet$|^cwallet\.sso$/,
  /^utc--.*--[\da-f]+(\.json)?$/,
  /^(mnemonic|seed[-_]?phrase|recovery[-_]?(phrase|codes?))(\.txt)?$/,
];

/** Names of files that hold secrets. */
export const secretNames: readonly RegExp[] = [
  ...keys,
  ...environments,
  ...histories,
  ...tools,
  ...credentials,
  ...secrets,
  ...wallets,
];

/** Names that would be secret without a word that says they hold no values: `.env.example`. */
export const templateName =
  /([-_.])(example|sample|template|tmpl|tpl|dist|defaults?|schema)(\.\w+)?$|^(example|sample|template)\.env$/;

/** Keys are secret even as an example, since the example may be in use. */
export const secretAsTemplate = keys;

/** Paths, in lower case, where programs keep secrets in files with ordinary names. */
export const secretPlaces: readonly RegExp[] = [
  // Folders with nothing else in them.
  /\/\.(ssh|gnupg|aws|azure|kube|password-store|oci|bluemix|snowflake|snowsql|secrets?|near-credentials|vault)\//,
  /\/\.local\/share\/keyrings\//,
  /\/(run|etc)\/secrets\//,
  /\/etc\/(g?shadow|wireguard\/|kubernetes\/[^/]+\.conf$)/,
  // The configuration folders of command-line tools; in a project a folder of the same name is harmless.
  /\/\.config\/(gcloud|rclone|op|stripe|hcloud|doctl|github-copilot|configstore|sops|netlify|flyctl)\//,
  /\/appdata\/roaming\/(gcloud|nuget|github cli|rclone|netlify)\//,
  /\/(\.config\/gh|gh)\/hosts\.ya?ml$/,
  /\/\.config\/(hub|glab-cli\/config\.ya?ml|solana\/id\.json|containers\/auth\.json|pip\/pip\.conf)$/,
  /\/\.(docker|mc)\/config\.json$/,
  /\/\.(fly|talos|dbt|bundle|irssi|weechat)\/(config(\.ya?ml)?|profiles\.ya?ml|sec\.conf)$/,
  /\/\.(m2\/settings|gradle\/gradle|pip\/pip|cargo\/credentials|ethereum\/keystore)(\.\w+$|\/|$)/,
  /\/\.subversion\/auth\//,
  /\/\.git\/(config|credentials)$/,
  // Secrets passed to containers, one file each; code in such a folder is code.
  /\/secrets\/[^/]+\.(txt|json|ya?ml|toml|ini|xml|properties|conf)$/,
  /\/secrets\/[^/.]+$/,
];
