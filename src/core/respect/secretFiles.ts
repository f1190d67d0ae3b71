/**
 * Files that hold secrets by their name or place: environments, private keys, credentials, tokens. What they hold must
 * get into no prompt and no index, so Inkling does not open its mouth in them either.
 */
const names: readonly RegExp[] = [
  // Environments; those without values, such as `.env.example`, are for everyone to read.
  /^\.env(\.(?!example$|sample$|template$|dist$|defaults?$).+)?$/,
  /^(?!example|sample|template).+\.env$/,
  /^\.envrc$/,
  // Private keys and stores of them.
  /\.(pem|key|p12|pfx|pkcs12|p8|jks|keystore|bks|ppk|kdbx?|asc|gpg|age|pgp)$/,
  /^id_(rsa|dsa|ecdsa|ed25519)(_sk)?$/,
  /^(ssh_host_.*_key|.*_rsa|.*_ed25519)$/,
  // Credentials of tools.
  /^\.(npmrc|yarnrc|pypirc|netrc|pgpass|my\.cnf|htpasswd|git-credentials|dockercfg|vault-token|boto|s3cfg|terraformrc)$/,
  /^(_netrc|credentials|credentials\.(json|ya?ml|toml|xml|ini|csv)|auth\.json|\.dockerconfigjson)$/,
  /^(client_secret|service[-_]?account|gcp[-_]?key|firebase-adminsdk).*\.json$/,
  /^(kubeconfig|.*\.kubeconfig)$/,
  // Secrets of applications and of infrastructure.
  /^\.?secrets?(\.[\w-]+)*\.(json|ya?ml|toml|ini|xml|properties|env|txt|enc)$/,
  /^\.?(secrets?|passwords?|tokens?|api[-_]?keys?)(\.txt)?$/,
  /^local\.settings\.json$/,
  /\.tfvars(\.json)?$|\.tfstate(\.backup)?$/,
  /^(master|credentials.*)\.key$/,
];

const places: readonly RegExp[] = [
  /\/\.(ssh|gnupg|aws|azure|kube|password-store)\//,
  /\/\.docker\/config\.json$/,
  /\/gcloud\//,
];

/**
 * Whether a file holds secrets, by its path; with `/` between folders, in whatever case it is written.
 *
 * Text that a person put into a file of another name is not found out: the setting `inkling.exclude` is for that.
 */
export function isSecretFile(path: string): boolean {
  const lower = `/${path.replaceAll('\\', '/').toLowerCase()}`;
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  return names.some((pattern) => pattern.test(name)) || places.some((pattern) => pattern.test(lower));
}
