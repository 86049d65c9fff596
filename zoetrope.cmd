@echo off
rem Starts Zoetrope from a source checkout; what there is to that is in .mvn\launcher\Launcher.java, for the script "zoetrope" too.
rem No delayed expansion: it would eat every ! in the arguments. The dot keeps the closing backslash away from closing quotes.
setlocal EnableExtensions DisableDelayedExpansion
set "ZHOME=%~dp0."
call "%ZHOME%\.mvn\jdk.cmd" || exit /b 1
set LAUNCHER="%ZHOME%\.mvn\launcher\Launcher.java"
if exist "%ZHOME%\app\target\launcher\Launcher.class" set LAUNCHER=-cp "%ZHOME%\app\target\launcher" Launcher
"%JDK%\bin\java.exe" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx128m %LAUNCHER% "%JDK%" "%ZHOME%" %*
exit /b %ERRORLEVEL%
