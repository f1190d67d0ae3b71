/** Places, in lower case, at which programs keep secrets in files of ordinary names. */
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
  // Secrets that containers are given, a file each; code in such a folder is code.
  /\/secrets\/[^/]+\.(txt|json|ya?ml|toml|ini|xml|properties|conf)$/,
  /\/secrets\/[^/.]+$/,
];
