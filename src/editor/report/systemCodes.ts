/** Codes of the system's errors (POSIX). Browsers have no list of them. */
const ofSystem = `
  E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBUSY ECANCELED ECONNABORTED
  ECONNREFUSED ECONNRESET EDESTADDRREQ EDOM EDQUOT EEXIST EFAULT EFBIG EHOSTUNREACH EILSEQ EINTR EINVAL EIO EISCONN
  EISDIR ELOOP EMFILE EMLINK EMSGSIZE ENAMETOOLONG ENETDOWN ENETRESET ENETUNREACH ENFILE ENOBUFS ENODATA ENODEV
  ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM ENOSPC ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP ENOTTY ENXIO
  EOPNOTSUPP EOVERFLOW EPERM EPIPE EPROTO ERANGE EROFS ESPIPE ESRCH ESTALE ETIME ETIMEDOUT ETXTBSY EWOULDBLOCK
  EXDEV
`;

/** Codes of errors of the editor's file systems (`vscode.FileSystemError`). */
const ofEditor = 'FileExists FileNotFound FileNotADirectory FileIsADirectory NoPermissions Unavailable Unknown';

/** The codes of errors that a report may contain: public words, and not the user's. */
export const publicCodes: ReadonlySet<string> = new Set(`${ofSystem} ${ofEditor}`.trim().split(/\s+/));
