@echo off
rem Starts Zoetrope from a source checkout; builds it first where needed.
setlocal enabledelayedexpansion
set "HOME_DIR=%~dp0"
set "JDK="
for %%D in ("%ZOETROPE_JAVA%" "%JAVA_HOME%") do if not defined JDK if exist "%%~D\release" findstr /r /c:"JAVA_VERSION=.2[5-9]" "%%~D\release" >nul && set "JDK=%%~D"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%USERPROFILE%\.jdks\*") do if not defined JDK if exist "%%~D\release" findstr /r /c:"JAVA_VERSION=.2[5-9]" "%%~D\release" >nul && set "JDK=%%~D"
if not defined JDK (
  echo zoetrope: no JDK 25 was found. Install one, for example Eclipse Temurin 25, or set ZOETROPE_JAVA to its folder. 1>&2
  exit /b 1
)
set "STAMP=%HOME_DIR%engine\service\target\built"
if not exist "%STAMP%" (
  echo Building Zoetrope ^(the first time takes a few minutes^) ... 1>&2
  pushd "%HOME_DIR%"
  call mvn -q -ntp -pl engine/service -am -DskipTests package || exit /b 1
  popd
  type nul > "%STAMP%"
)
"%JDK%\bin\java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx1500m -XX:+UseSerialGC "-Dzoetrope.home=%HOME_DIR%." -cp "%HOME_DIR%engine\service\target\classes;%HOME_DIR%engine\service\target\lib\*" zoetrope.service.cli.Main %*
