import { passwordsIn } from './passwords.js';
import { databases, prepareDatabases, PrepareError } from './prepare-databases.js';

const usage = `node tools/databases/dist/main.js

Makes what is missing of Everchart's databases and login roles in a PostgreSQL cluster (15 or newer). It may be run again.

  ADMIN_DATABASE_URL   a superuser's URL of any database of the cluster
  PASSWORDS_DIRECTORY  a folder with one file per login role, named like the role, which holds its password

Exit codes: 0 everything is there, 1 it is not, 2 called in a wrong way.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { ADMIN_DATABASE_URL: adminUrl, PASSWORDS_DIRECTORY: directory } = process.env;
  if (!adminUrl || !directory || process.argv.length > 2) {
    console.error(usage);
    return 2;
  }
  try {
    const { open } = await prepareDatabases(adminUrl, passwordsIn(directory));
    for (const name of open)
      console.error(
        `databases: every login may enter the database ${name}, which is not Everchart's: REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`,
      );
  } catch (error) {
    if (error instanceof PrepareError) {
      console.error(`databases: ${error.message}`);
      return 2;
    }
    // The statement holds a password: only what PostgreSQL says is shown.
    console.error(`databases: ${(error as Error).message}`);
    return 1;
  }
  console.log(`databases: ${databases.join(', ')} are there, and their login roles`);
  return 0;
}
