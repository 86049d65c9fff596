@echo off
rem Called by the scripts: puts the folder of the JDK that builds and runs Zoetrope into JDK, or fails. As jdk.sh.
set "JDK="
if defined ZOETROPE_JAVA goto named
set "CANDIDATE=%JAVA_HOME%"
call :try "[56]"
for /f "delims=" %%J in ('where java 2^>nul') do (
  for %%B in ("%%~dpJ..") do set "CANDIDATE=%%~fB"
  call :try "[56]"
)
call :search 5
call :search 6
if defined JDK exit /b 0
echo zoetrope: no JDK 25 or 26 was found. Install one, for example Eclipse Temurin 25, or set ZOETROPE_JAVA to its folder. 1>&2
exit /b 1

:named
set "CANDIDATE=%ZOETROPE_JAVA%"
call :try "[56]"
if defined JDK exit /b 0
echo zoetrope: ZOETROPE_JAVA is not the folder of a JDK 25 or 26: "%ZOETROPE_JAVA%" 1>&2
exit /b 1

rem Looks for JDK 2x, x being the argument, in the usual places.
:search
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*") do (
  set "CANDIDATE=%%~D"
  call :try "%~1"
)
exit /b 0

rem Takes the folder CANDIDATE where none was taken yet and it holds a JDK 2x, x matching the argument.
:try
if defined JDK exit /b 0
if not defined CANDIDATE exit /b 0
set "CANDIDATE=%CANDIDATE:"=%"
if not exist "%CANDIDATE%\bin\javac.exe" exit /b 0
if not exist "%CANDIDATE%\release" exit /b 0
findstr /r /c:"^JAVA_VERSION=.2%~1[^0-9]" "%CANDIDATE%\release" >nul
if not errorlevel 1 set "JDK=%CANDIDATE%"
exit /b 0
