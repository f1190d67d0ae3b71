import { removeOldFiles } from '../files/removeOldFiles.js';

/** Files of earlier versions in the folder that VS Code gives the extension. */
const oldNames = ['loading', 'trying', 'statistics.json.new', 'statistics.json.lock'];

/** Removes what earlier versions left in the folder that VS Code gives the extension. */
export const removeOldStorage = (storage: string): Promise<void> => removeOldFiles(storage, oldNames);
