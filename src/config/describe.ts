/** Every setting as `darkroom config` shows it: its value, and where the value came from. */
import { resolve } from 'node:path';
import { credentialsFileOf, readCredentials } from './credentials.ts';
import type { Environment } from './environment.ts';
import { bundledOriginals } from './places.ts';
import { secretVariables, settings, type Variable, variables } from './schema.ts';
import { printDefaultVariants } from './variant-places.ts';

export interface SettingRow {
  readonly variable: Variable;
  readonly value: string;
  readonly from: string;
  readonly description: string;
}

const describeDefault = (variable: Variable, dataFolder: string): Pick<SettingRow, 'from' | 'value'> => {
  if (variable === 'CLOUDINARY_URL') {
    const kept = readCredentials(dataFolder);
    return kept === undefined
      ? { value: 'cloudinary://<generated>:<generated>@demo', from: 'made at the first start' }
      : {
          value: `cloudinary://${kept.keys[0]?.key ?? ''}:****@${kept.name}`,
          from: credentialsFileOf(dataFolder),
        };
  }
  if (variable === 'DARKROOM_ORIGINS') {
    return { value: `file:${resolve(dataFolder, 'originals')},file:${bundledOriginals}`, from: 'default' };
  }
  if (variable === 'DARKROOM_VARIANTS') {
    return { value: printDefaultVariants(dataFolder), from: 'default' };
  }
  const { fallback } = settings[variable].meta() ?? {};
  return {
    value: typeof fallback === 'string' ? fallback : '',
    from: fallback === undefined ? 'not set' : 'default',
  };
};

const maskValue = (variable: Variable, value: string): string =>
  secretVariables.has(variable)
    ? value.replace(/:[^:@/]+@/g, ':****@').replace(/("secret"\s*:\s*)"[^"]*"/g, '$1"****"')
    : value;

/** Every variable, its value with secrets masked, and where the value came from. */
export const describeConfig = (env: Environment): readonly SettingRow[] => {
  const given = env['DARKROOM_DATA']?.trim() ?? '';
  const dataFolder = resolve(given === '' ? './data' : given);
  return variables.map((variable) => {
    const text = env[variable]?.trim() ?? '';
    const { value, from } =
      text === ''
        ? describeDefault(variable, dataFolder)
        : { value: maskValue(variable, text), from: 'environment' };
    return { variable, value, from, description: settings[variable].meta()?.description ?? '' };
  });
};
