import { describe, expect, it } from 'vitest';
import { isSecretFile } from '../../../src/core/respect/secretFiles.js';

describe('a file with secrets', () => {
  it.each([
    '.env',
    'app/.env.production',
    'prod.env',
    '.envrc',
    'deploy/server.pem',
    'certs/private.key',
    'store.JKS',
    '/home/ada/.ssh/config',
    'C:\\Users\\ada\\.aws\\credentials',
    'id_ed25519',
    'backup/id_rsa',
    '.npmrc',
    '.netrc',
    'credentials.json',
    'config/credentials.yml',
    'client_secret_12.apps.json',
    'service-account.json',
    'config/secrets.yml',
    'secret.toml',
    'k8s/secrets.prod.yaml',
    'infra/prod.tfvars',
    'terraform.tfstate.backup',
    'passwords.txt',
    'local.settings.json',
    '.docker/config.json',
    'kubeconfig',
    'config/master.key',
  ])('is %s', (path) => expect(isSecretFile(path)).toBe(true));

  it.each([
    '.env.example',
    'src/environment.ts',
    'src/env.ts',
    'src/secrets.ts',
    'src/credentials.py',
    'keys.ts',
    'id_rsa.pub',
    'src/keyboard.key.ts',
    'tokenizer.json',
    'tokens.ts',
    'src/password.test.ts',
    'README.md',
    'docker/config.json',
  ])('is not %s', (path) => expect(isSecretFile(path)).toBe(false));
});
